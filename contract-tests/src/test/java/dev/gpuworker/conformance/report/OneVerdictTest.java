package dev.gpuworker.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.Verdict;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Page, JUnit XML and console say the same of a verdict, whatever was judged. */
class OneVerdictTest {
    private static final Verdict PASSED = new Verdict.Passed("level");
    private static final Verdict INCONCLUSIVE =
            new Verdict.Inconclusive("the card was in use", "wait for a quiet card");
    private static final Verdict FAILED = new Verdict.Failed("level", "it grows", List.of());

    @Test
    void inconclusiveDeviceMemoryIsNotRed() {
        ConformanceReport report = Reports.of(PASSED, INCONCLUSIVE);

        assertThat(report.outcome().exitCode()).isEqualTo(3);
        assertThat(report.headline()).isEqualTo("INCONCLUSIVE: 1 passed, 0 failed, 1 inconclusive of 2 memory checks");
    }

    @Test
    void redWinsOverInconclusive() {
        assertThat(Reports.of(INCONCLUSIVE, FAILED).outcome().exitCode()).isEqualTo(1);
    }

    @Test
    void consoleNamesWhatIsInconclusiveWithItsReasonAndWhatToDo() {
        assertThat(ReportText.of(Reports.of(PASSED, INCONCLUSIVE)))
                .contains("inconclusive V-INCONCLUSIVE MUST M0-W-1021 Memory is level.")
                .contains("    actual:   the card was in use")
                .contains("    next:     wait for a quiet card")
                .doesNotContain("V-PASSED");
    }

    @Test
    void junitXmlHasNoPassForWhatIsUnknown() {
        String xml = JunitXml.write(Reports.withEveryKind());

        assertThat(xml).contains("<testsuite name=\"Device memory\" tests=\"8\">");
        assertThat(kinds(xml, "error")).containsExactly("could-not-run", "inconclusive");
        assertThat(kinds(xml, "failure")).containsExactly("failed", "fixed-deviation");
        assertThat(xml).containsOnlyOnce("<skipped message=\"not-applicable: no such capability\"");
        assertThat(xml).contains("time=\"1.250\"");
    }

    @Test
    void pageShowsEveryVerdictByItsWord() {
        String page = HtmlReport.write(Reports.withEveryKind());

        for (Verdict.Kind kind : Verdict.Kind.values()) {
            assertThat(page).contains("class=\"" + kind.word() + "\"").contains(">V-" + kind + "<");
        }
        assertThat(page).contains("wait until the card is quiet").contains("known: nobody asked for it");
    }

    private static List<String> kinds(String xml, String element) {
        return Pattern.compile("<" + element + " message=\"([^\"]*)\"")
                .matcher(xml)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
