package dev.gpuworker.mock.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.mock.scenario.Ending.Cut;
import dev.gpuworker.mock.scenario.WirePlan.Newline;
import dev.gpuworker.mock.scenario.match.CallRange;
import dev.gpuworker.mock.scenario.match.Match;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScenariosTest {
    @Test
    void everySetIsReadableAndKeepsTheContractOrDeclaresWhatItBreaks() {
        assertThat(Scenarios.sets())
                .allSatisfy(set -> assertThat(Scenarios.set(set).scenarios()).isNotEmpty());
    }

    @Test
    void everyNameStandsOnceAndCanBeHadAlone() {
        assertThat(Scenarios.names()).doesNotHaveDuplicates().hasSizeGreaterThan(60);
        assertThat(Scenarios.names()).allSatisfy(name -> {
            Scenario alone = Scenarios.named(name);
            assertThat(alone.when()).isEqualTo(Match.ANY);
            assertThat(alone.calls()).isEqualTo(CallRange.ALL);
            assertThat(ScriptValidator.check(alone)).isEmpty();
        });
    }

    @Test
    void everyScenarioIsDescribed() throws IOException {
        for (String set : Scenarios.sets()) {
            assertThat(Shipped.rows(set))
                    .as(set)
                    .hasSameSizeAs(Scenarios.set(set).scenarios());
        }
    }

    @Test
    void theConstantsAreThere() {
        assertThat(Stream.of(
                                Scenarios.haiku(),
                                Scenarios.slowFirstToken(),
                                Scenarios.outOfMemoryMidStream(),
                                Scenarios.crashMidStream())
                        .map(Scenario::name))
                .containsExactly("haiku", "slow-first-token", "out-of-memory-mid-stream", "crash-mid-stream");
        assertThat(Scenarios.cancelRaces().scenarios()).hasSize(6);
    }

    @Test
    @SuppressWarnings("NullAway") // a caller without that checker can pass null
    void inJavaAsInFilesANameHasNoBlanksAndAnAnswerIsThere() {
        Script script = Script.builder().started().end().build();

        assertThatThrownBy(() -> Scenario.named("a b").stream(script))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"a b\" is not a name");
        assertThatThrownBy(() -> Scenario.named("a").stream((Script) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("needs a stream or a reply");
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatThrownBy(() -> Scenarios.named("haiko"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no scenario is named \"haiko\"");
        assertThatThrownBy(() -> Scenarios.set("../x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTortureSetHasEveryEnding() {
        assertThat(tortureHas(step -> step instanceof Ending.Eof)).isTrue();
        assertThat(tortureHas(step -> step.equals(new Cut(Cut.Kind.CLOSE)))).isTrue();
        assertThat(tortureHas(step -> step.equals(new Cut(Cut.Kind.HALF_CLOSE))))
                .isTrue();
        assertThat(tortureHas(step -> step instanceof Ending.Reset)).isTrue();
        assertThat(tortureHas(step -> step instanceof Ending.Exit)).isTrue();
        assertThat(tortureHas(step -> step.equals(new Pause.Stall(Pause.Stall.At.BEFORE_HEADERS, null))))
                .isTrue();
        assertThat(tortureHas(step -> step.equals(Pause.Stall.forever()))).isTrue();
    }

    @Test
    void theTortureSetHasEveryWirePlan() {
        assertThat(tortureWrites(plan -> plan.pieces().equals(Pieces.each(1)))).isTrue();
        assertThat(tortureWrites(plan -> plan.pieces() instanceof Pieces.At)).isTrue();
        assertThat(tortureWrites(plan -> plan.stopAfter() != null)).isTrue();
        assertThat(tortureWrites(plan -> plan.coalesce() > 1)).isTrue();
        assertThat(tortureWrites(plan -> !plan.gap().isZero())).isTrue();
        for (Newline newline : Newline.values()) {
            assertThat(tortureWrites(plan -> plan.newline() == newline))
                    .as("%s", newline)
                    .isTrue();
        }
    }

    private static boolean tortureHas(Predicate<Step> wanted) {
        return steps().stream().anyMatch(wanted);
    }

    private static boolean tortureWrites(Predicate<WirePlan> wanted) {
        return tortureHas(step -> step instanceof Write write && wanted.test(write.wire()));
    }

    private static List<Step> steps() {
        return Scenarios.torture().scenarios().stream()
                .map(Scenario::answer)
                .filter(Script.class::isInstance)
                .flatMap(script -> ((Script) script).steps().stream())
                .toList();
    }
}
