package dev.gpuworker.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gpuworker.conformance.rules.WorkerRulebook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownDeviationsTest {
    private static final Rulebook RULES = WorkerRulebook.all();
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
    private static final String FILE = """
            # what we know
            W-320  worker-x  2026-06-01  there is no /cancel yet
            """;

    @Test
    void listedBreachIsKnown() {
        Verdict verdict = verdictOf(new Verdict.Failed("202", "404", List.of()), TODAY);

        assertThat(verdict.word()).isEqualTo("known-deviation");
        assertThat(verdict.isRed()).isFalse();
        assertThat(verdict.actual()).isEqualTo("404");
    }

    @Test
    void listedRuleThatIsKeptTurnsTheRunRed() {
        Verdict verdict = verdictOf(new Verdict.Passed("202"), TODAY);

        assertThat(verdict.word()).isEqualTo("fixed-deviation");
        assertThat(verdict.isRed()).isTrue();
        assertThat(verdict.actual()).contains("must go");
    }

    @Test
    void expiredEntryTurnsTheRunRed() {
        Verdict verdict = verdictOf(new Verdict.Failed("202", "404", List.of()), TODAY.plusDays(1));

        assertThat(verdict.isRed()).isTrue();
        assertThat(verdict.actual()).contains("expired on 2026-06-01").contains("404");
    }

    @Test
    void everyErrorIsToldWithItsLine() {
        String text =
                "W-320 worker-x 2026-06-01 why\nW-999 x 2026-06-01 why\nW-321 x soon why\nW-322 x\nW-320 x 2026-06-01 again\n";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KnownDeviations.parse("known.txt", text, RULES.checks()))
                .withMessage("""
                        known.txt:2 names the check "W-999", which does not exist; see the command list
                        known.txt:3 has "soon" for the last day; write it as 2027-03-31
                        known.txt:4 has 2 of 4 columns: check, worker, last day, why (an outcome may follow the check: fails, could-not-run, either)
                        known.txt:5 names the check W-320 a second time""");
    }

    @Test
    void linesBeyondTheLimitAreAnErrorWithItsPlace() {
        String comments = "# line\n".repeat(10_000);

        assertThat(KnownDeviations.parse("known.txt", comments, RULES.checks()).entries())
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KnownDeviations.parse("known.txt", comments + FILE, RULES.checks()))
                .withMessage("known.txt:10001 is one line more than the 10000 that are read");
    }

    @Test
    void fileWhoseNameBeginsAnErrorTextIsStillNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KnownDeviations.parse("has", "W-301 w\n", RULES.checks()))
                .withMessageStartingWith("has:1 has 2 of 4 columns");
    }

    @Test
    void byteOrderMarkIsReadAndUtf16IsRefused(@TempDir Path folder) throws IOException {
        Path marked = Files.writeString(folder.resolve("marked"), "\uFEFF" + FILE.substring(FILE.indexOf("W-320")));
        Path wide = Files.write(folder.resolve("wide"), FILE.getBytes(StandardCharsets.UTF_16LE));

        assertThat(KnownDeviations.read(marked, RULES.checks()).entries()).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KnownDeviations.read(wide, RULES.checks()))
                .withMessageContaining("wide: is UTF-16; save it as UTF-8");
    }

    private static Verdict verdictOf(Verdict verdict, LocalDate today) {
        Rule rule = RULES.rule("W-320").orElseThrow();
        ConformanceResult result =
                new ConformanceResult(List.of(new RuleResult(rule, verdict, 1)), new Recording(List.of()));
        return KnownDeviations.parse("known.txt", FILE, RULES.checks())
                .applyTo(result, today)
                .verdict("W-320");
    }

    @Test
    void ruleMayBeWrittenInLowerCase() {
        KnownDeviations read = KnownDeviations.parse("known", "w-301 x 2099-01-01 why", RULES.checks());

        assertThat(read.entries()).extracting(KnownDeviation::check).containsExactly("W-301");
    }

    @Test
    void oneListServesEveryTool() {
        KnownDeviations read = KnownDeviations.parse(
                "known", "P-204 x 2099-01-01 it dies\nv-102 x 2099-01-01 it grows\n", RULES.checks());
        Check check = new Check("P-204", Keyword.MUST, List.of(), "It ends.", "the log");

        Verdict verdict = read.applyTo(check, new Verdict.Failed("0", "143", List.of()), TODAY);

        assertThat(read.entries()).extracting(KnownDeviation::check).containsExactly("P-204", "V-102");
        assertThat(verdict.word()).isEqualTo("known-deviation");
        assertThat(verdict.hint(check)).isEqualTo("known: it dies");
    }

    @Test
    void toolThatHasChecksOfALetterKnowsThemAll() {
        Check check = new Check("P-204", Keyword.MUST, List.of(), "It ends.", "the log");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KnownDeviations.parse("known", "P-999 x 2099-01-01 why", List.of(check)))
                .withMessageContaining("P-999");
    }

    @Test
    void checkThatIsListedToFailMustBeJudged() {
        Verdict verdict = under("fails", new Verdict.CouldNotRun("no job"));

        assertThat(verdict.word()).isEqualTo("could-not-run");
        assertThat(verdict.isRed()).isTrue();
        assertThat(verdict.actual()).isEqualTo("no job; the entry of worker-x says fails");
    }

    @Test
    void checkThatIsListedNotToRunMustNotFail() {
        Verdict known = under("could-not-run", new Verdict.CouldNotRun("no job"));
        Verdict failed = under("could-not-run", new Verdict.Failed("202", "404", List.of()));
        Verdict passed = under("could-not-run", new Verdict.Passed("202"));

        assertThat(known.word()).isEqualTo("known-deviation");
        assertThat(failed.word()).isEqualTo("failed");
        assertThat(failed.actual()).endsWith("the entry of worker-x says could-not-run");
        assertThat(passed.word()).isEqualTo("fixed-deviation");
    }

    @Test
    void checkThatHangsOnTheMomentIsNeverFixed() {
        assertThat(under("either", new Verdict.Passed("202")).word()).isEqualTo("passed");
        assertThat(under("either", new Verdict.CouldNotRun("no job")).word()).isEqualTo("known-deviation");
        assertThat(under("either", new Verdict.Failed("202", "404", List.of())).word())
                .isEqualTo("known-deviation");
        assertThat(under("either", Verdict.Inconclusive.byOwnStall("late")).word())
                .isEqualTo("known-deviation");
    }

    @Test
    void expiredEntryThatHangsOnTheMomentIsRedIfTheBreachIsThere() {
        KnownDeviation entry = new KnownDeviation("W-320", KnownDeviation.Outcome.EITHER, "x", TODAY, "why");

        assertThat(entry.applyTo(new Verdict.CouldNotRun("no job"), TODAY.plusDays(1))
                        .word())
                .isEqualTo("fixed-deviation");
        assertThat(entry.applyTo(new Verdict.Passed("202"), TODAY.plusDays(1)).word())
                .isEqualTo("passed");
    }

    @Test
    void lineWithAnOutcomeHasFiveColumns() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KnownDeviations.parse("known", "W-320 fails x 2099-01-01", RULES.checks()))
                .withMessageStartingWith(
                        "known:1 has 4 of 5 columns: check, outcome (fails, could-not-run, either), worker, last day, why");
    }

    @Test
    void shippedListIsKnownByItsNameAndAnUnknownNameTellsWhatIsShipped() {
        assertThat(KnownDeviations.of("worker-orcd-2025-10", RULES.checks()).entries())
                .isNotEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KnownDeviations.of("worker-orcd-2024", RULES.checks()))
                .withMessage("no known deviations of \"worker-orcd-2024\" are shipped, and there is no such file; "
                        + "shipped: worker-orcd-2025-10");
    }

    private static Verdict under(String outcome, Verdict verdict) {
        return KnownDeviations.parse("known", "W-320 " + outcome + " worker-x 2099-01-01 why", RULES.checks())
                .entries()
                .get(0)
                .applyTo(verdict, TODAY);
    }

    @Test
    void inconclusiveVerdictIsNoDeviation() {
        assertThat(verdictOf(Verdict.Inconclusive.byOwnStall("late"), TODAY).word())
                .isEqualTo("inconclusive");
    }
}
