package dev.gpuworker.torture;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.torture.Judgement.Verdict;
import dev.gpuworker.wire.WireJson;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The results of a client's trial as a table, as JSON and as JUnit XML.
 *
 * @param command the client's command
 * @param results the plain scenario first
 */
public record TrialReport(String command, List<ScenarioResult> results) {
    /** Copies the list. */
    public TrialReport {
        results = List.copyOf(results);
    }

    /** Returns how many scenarios have this verdict. */
    public long count(Verdict verdict) {
        return results.stream()
                .filter(result -> result.judgement().verdict() == verdict)
                .count();
    }

    /** Returns the summary in one line; a client that is of no use in the plain scenario is named first. */
    public String headline() {
        String counts = "%d right, %d wrong, %d undecided of %d scenarios"
                .formatted(count(Verdict.RIGHT), count(Verdict.WRONG), count(Verdict.UNDECIDED), results.size());
        ScenarioResult plain = results.get(0);
        if (ClientTrial.isUnusable(plain)) {
            return "NO VERDICT: the command is of no use even in the plain scenario, so nothing else was run";
        }
        String first = plain.judgement().verdict() == Verdict.RIGHT ? "" : " (look at the plain scenario first)";
        return (count(Verdict.WRONG) > 0 ? "RED: " : count(Verdict.UNDECIDED) > 0 ? "UNDECIDED: " : "GREEN: ")
                + counts
                + first;
    }

    /** Returns a line for each scenario, with the first difference. */
    public String table() {
        StringBuilder table = new StringBuilder();
        for (ScenarioResult result : results) {
            Judgement judgement = result.judgement();
            String because = judgement.because().isEmpty() ? "" : " [" + judgement.because() + "]";
            table.append("%-28s  %-9s  %s%s"
                            .formatted(
                                    result.scenario(),
                                    word(judgement),
                                    PrintableText.line(judgement.difference()),
                                    because)
                            .stripTrailing())
                    .append('\n');
        }
        return table.toString();
    }

    /** Returns the results as JSON. */
    public String json() {
        ObjectNode root =
                WireJson.object().put("version", 1).put("command", command).put("headline", headline());
        ArrayNode all = root.putArray("scenarios");
        for (ScenarioResult result : results) {
            all.addObject()
                    .put("name", result.scenario())
                    .put("verdict", word(result.judgement()))
                    .put("difference", result.judgement().difference())
                    .put("because", result.judgement().because())
                    .put("events", result.run().events().size())
                    .put("posts", result.run().posts())
                    .put("millis", result.millis());
        }
        return PrintableText.of(WireJson.text(root));
    }

    /** Returns the results as JUnit XML: wrong is a failure, undecided an error. */
    public String junitXml() {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "torture");
            xml.writeAttribute("tests", Integer.toString(results.size()));
            for (ScenarioResult result : results) {
                testCase(xml, result);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write XML into memory", e);
        }
        return text.append('\n').toString();
    }

    private static void testCase(XMLStreamWriter xml, ScenarioResult result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "torture");
        xml.writeAttribute("name", result.scenario());
        xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", result.millis() / 1e3));
        Verdict verdict = result.judgement().verdict();
        if (verdict != Verdict.RIGHT) {
            xml.writeStartElement(verdict == Verdict.WRONG ? "failure" : "error");
            xml.writeAttribute("message", PrintableText.line(result.judgement().difference()));
            xml.writeCharacters(Objects.requireNonNull(result.judgement().because()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String word(Judgement judgement) {
        return judgement.verdict().name().toLowerCase(Locale.ROOT);
    }
}
