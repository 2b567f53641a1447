package dev.gpuworker.conformance.report;

import dev.gpuworker.conformance.Checked;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.io.PrintableText;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes the verdicts as JUnit XML: a test suite for each section, a test case for each check. A check without a
 * verdict is an error, never a pass.
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
        for (ReportSection section : report.sections()) {
            if (!section.checks().isEmpty()) {
                start(section.title(), section.checks().size());
                for (Checked checked : section.checks()) {
                    testCase(section.title(), checked);
                }
                xml.writeEndElement();
            }
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void testCase(String section, Checked checked) throws XMLStreamException {
        Verdict verdict = checked.verdict();
        testCase(
                section,
                checked.check().id() + " " + checked.check().title(),
                checked.took().toMillis());
        String text = lines(verdict.expected(), verdict.actual(), checked.hint());
        switch (verdict.kind()) {
            case PASSED -> {}
            case NOT_APPLICABLE -> element("skipped", verdict.word() + ": " + verdict.actual(), "");
            case COULD_NOT_RUN, INCONCLUSIVE -> element("error", verdict.word(), text);
            case FAILED, FIXED_DEVIATION -> element("failure", verdict.word(), text);
            case WARNED, KNOWN_DEVIATION -> {
                xml.writeStartElement("system-out");
                xml.writeCharacters(printable(verdict.word() + "\n" + text));
                xml.writeEndElement();
            }
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

    /** XML 1.0 allows neither most control characters nor lone surrogates, but a worker may have sent them. */
    private static String printable(String text) {
        return PrintableText.of(text);
    }
}
