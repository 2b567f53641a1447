package dev.gpuworker.conformance.report;

import dev.gpuworker.conformance.RuleResult;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.pact.PactOutcome;
import dev.gpuworker.pact.PactResult;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes the verdicts as JUnit XML: a test case a rule, interaction or check. What is unknown is an error, never a
 * pass.
 */
public final class JunitXml {
    private final XMLStreamWriter xml;

    private JunitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** Returns the XML text. */
    public static String write(ConformanceReport report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            new JunitXml(xml).report(report);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write XML into memory", e);
        }
        return text.append('\n').toString();
    }

    private void report(ConformanceReport report) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuites");
        start("rules", report.result().results().size());
        for (RuleResult result : report.result().results()) {
            rule(result);
        }
        xml.writeEndElement();
        if (report.pact().isPresent()) {
            start("pact", report.pact().get().results().size());
            for (PactResult result : report.pact().get().results()) {
                interaction(result);
            }
            xml.writeEndElement();
        }
        for (ReportSection section : report.sections()) {
            start(section.title(), section.rows().size());
            for (ReportSection.Row row : section.rows()) {
                testCase(section.title(), row.id() + " " + row.title(), 0);
                if (row.red()) {
                    element("failure", row.verdict(), lines(row.expected(), row.actual(), row.hint()));
                }
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void rule(RuleResult result) throws XMLStreamException {
        Verdict verdict = result.verdict();
        testCase(
                "section " + result.rule().section().number(),
                result.rule().id() + " " + result.rule().title(),
                result.millis());
        String text = lines(
                VerdictTexts.expected(verdict), verdict.actual(), result.rule().hint());
        if (verdict instanceof Verdict.NotApplicable) {
            element("skipped", verdict.word() + ": " + verdict.actual(), "");
        } else if (verdict instanceof Verdict.CouldNotRun || verdict instanceof Verdict.Inconclusive) {
            element("error", verdict.word(), text);
        } else if (verdict.isRed()) {
            element("failure", verdict.word(), text);
        } else if (!(verdict instanceof Verdict.Passed)) {
            xml.writeStartElement("system-out");
            xml.writeCharacters(printable(verdict.word() + "\n" + text));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void interaction(PactResult result) throws XMLStreamException {
        testCase("pact", result.interaction(), result.took().toMillis());
        if (result.outcome() == PactOutcome.FAILED) {
            element("failure", "failed", result.message());
        } else if (result.outcome() == PactOutcome.NOT_VERIFIED) {
            element("skipped", "not verified: " + result.message(), "");
        }
        xml.writeEndElement();
    }

    private void start(String name, int tests) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", printable(name));
        xml.writeAttribute("tests", Integer.toString(tests));
    }

    private void testCase(String className, String name, long millis) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", printable(className));
        xml.writeAttribute("name", printable(name));
        xml.writeAttribute(
                "time",
                millis / 1000 + "." + String.valueOf(1000 + millis % 1000).substring(1));
    }

    private void element(String name, String message, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeAttribute("message", printable(message));
        xml.writeCharacters(printable(text));
        xml.writeEndElement();
    }

    private static String lines(String expected, String actual, String hint) {
        return "expected: " + expected + "\nactual: " + actual + "\nhint: " + hint;
    }

    /** XML 1.0 has no place for most control characters and none for lone surrogates, whatever a worker sent. */
    private static String printable(String text) {
        return PrintableText.of(text);
    }
}
