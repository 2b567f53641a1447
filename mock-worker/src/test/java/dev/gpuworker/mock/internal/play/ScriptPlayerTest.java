package dev.gpuworker.mock.internal.play;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.JobOutcome;
import dev.gpuworker.mock.internal.play.FakeConnection.Takes;
import dev.gpuworker.mock.scenario.OnCancel;
import dev.gpuworker.mock.scenario.Pause;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.ScriptBuilder;
import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.mock.scenario.Write;
import dev.gpuworker.testing.Gen;
import dev.gpuworker.testing.Property;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptPlayerTest {
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    /** The situations in which an event can reach a player. */
    @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
    private enum Situation {
        /** Another job runs. */
        QUEUED(script -> script, stage -> stage.queue()),
        QUEUED_OPEN(script -> script, stage -> {
            stage.queue();
            stage.open();
        }),
        /** It has its turn, but no connection yet. */
        CALLED(script -> script, Stage::admit),
        TAKING_VRAM(script -> script.hold(Stage.GATE), Stage::begin),
        PACED(script -> script.waitFor(Duration.ofHours(1)), Stage::begin),
        /** Its client does not read. */
        WRITING(script -> script.token("a"), stage -> {
            stage.connection.takes(Takes.NOTHING);
            stage.begin();
        }),
        HELD(script -> script.hold(Stage.GATE), Stage::begin),
        HUNG(script -> script.stall(A_SECOND), Stage::begin),
        HUNG_FOREVER(ScriptBuilder::stall, Stage::begin),
        FREEING_VRAM(script -> script, stage -> {
            stage.begin();
            stage.runTask();
        }),
        /** Its client does not read the last bytes. */
        ENDING(script -> script.waitFor(A_SECOND), stage -> {
            stage.begin();
            stage.connection.takes(Takes.NOTHING);
            stage.advance(A_SECOND);
        }),
        OVER(script -> script, Stage::begin);

        private final UnaryOperator<ScriptBuilder> middle;
        private final Consumer<Stage> arrive;

        Situation(UnaryOperator<ScriptBuilder> middle, Consumer<Stage> arrive) {
            this.middle = middle;
            this.arrive = arrive;
        }

        Stage stage(Takes takes, OnCancel onCancel) {
            Script script = middle.apply(Script.builder().started()).end().build();
            boolean realVram = this == TAKING_VRAM || this == FREEING_VRAM;
            Stage stage = new Stage(script, onCancel, realVram, takes);
            arrive.accept(stage);
            return stage;
        }
    }

    /** The events that can reach a player. */
    @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
    private enum Event {
        TURN(stage -> stage.player.turn()),
        OPENED(Stage::open),
        CANCEL(stage -> stage.player.cancel()),
        SHUT(stage -> stage.player.shut()),
        GONE(stage -> stage.player.gone()),
        READS(stage -> stage.connection.takes(Takes.AT_ONCE)),
        GATE(stage -> stage.gates.release(Stage.GATE)),
        VRAM(Stage::runTask),
        SECOND(stage -> stage.advance(A_SECOND)),
        TIMEOUT(stage -> stage.advance(ScriptPlayerTest.TIMEOUT));

        private final Consumer<Stage> happen;

        Event(Consumer<Stage> happen) {
            this.happen = happen;
        }

        /** Returns whether this event can happen in that situation. */
        boolean fits(Situation situation) {
            return switch (this) {
                case TURN -> situation == Situation.QUEUED || situation == Situation.QUEUED_OPEN;
                case OPENED -> situation == Situation.QUEUED || situation == Situation.CALLED;
                case CANCEL, SHUT, GONE, READS, GATE, VRAM, SECOND, TIMEOUT -> true;
            };
        }
    }

    /** Covers every situation with every possible event; batching writes makes no difference. */
    @ParameterizedTest
    @EnumSource(names = {"AT_ONCE", "SOON"})
    void whateverHappensWhereverItIsAPlayerGoesOnLikeThis(Takes takes) {
        String table = Arrays.stream(Situation.values())
                .map(situation -> row(situation, takes))
                .collect(joining("\n"));

        assertThat(table).isEqualTo("""
                QUEUED (WAITING WAITING)
                  SHUT: OVER SHUT
                  GONE: OVER DISCONNECTED
                QUEUED_OPEN (WAITING WAITING)
                  TURN: OVER ENDED FIN
                  CANCEL: OVER CANCELLED FIN
                  SHUT: OVER SHUT FIN
                  GONE: OVER DISCONNECTED FIN
                CALLED (WAITING WAITING)
                  OPENED: OVER ENDED FIN
                  SHUT: OVER SHUT
                  GONE: OVER DISCONNECTED
                TAKING_VRAM (TAKING_VRAM RUNNING)
                  GONE: OVER DISCONNECTED FIN
                  VRAM: HELD RUNNING
                PACED (PLAYING RUNNING)
                  CANCEL: OVER CANCELLED FIN
                  SHUT: OVER SHUT FIN
                  GONE: OVER DISCONNECTED FIN
                  TIMEOUT: OVER TIMED_OUT FIN
                WRITING (PLAYING RUNNING)
                  CANCEL: PLAYING CANCELLED
                  SHUT: PLAYING SHUT
                  GONE: OVER DISCONNECTED FIN
                  READS: OVER ENDED FIN
                  TIMEOUT: PLAYING TIMED_OUT
                HELD (HELD RUNNING)
                  CANCEL: OVER CANCELLED FIN
                  SHUT: OVER SHUT FIN
                  GONE: OVER DISCONNECTED FIN
                  GATE: OVER ENDED FIN
                  TIMEOUT: OVER TIMED_OUT FIN
                HUNG (HUNG RUNNING)
                  SHUT: OVER SHUT FIN
                  GONE: OVER DISCONNECTED FIN
                  SECOND: OVER ENDED FIN
                  TIMEOUT: OVER ENDED FIN
                HUNG_FOREVER (HUNG RUNNING)
                  SHUT: OVER SHUT FIN
                  GONE: OVER DISCONNECTED FIN
                FREEING_VRAM (FREEING_VRAM RUNNING)
                  GONE: OVER DISCONNECTED FIN
                  VRAM: OVER ENDED FIN
                ENDING (ENDING ENDED)
                  GONE: OVER ENDED FIN
                  READS: OVER ENDED FIN
                  TIMEOUT: OVER ENDED RST
                OVER (OVER ENDED FIN)""");
    }

    private static String row(Situation situation, Takes takes) {
        String before = state(situation.stage(takes, OnCancel.AT_ONCE));
        StringBuilder row = new StringBuilder(situation + " (" + before + ")");
        for (Event event : Event.values()) {
            Stage stage = situation.stage(takes, OnCancel.AT_ONCE);
            if (event.fits(situation)) {
                event.happen.accept(stage);
                stage.settle();
                String after = state(stage);
                row.append(after.equals(before) ? "" : "\n  " + event + ": " + after);
            }
        }
        return row.toString();
    }

    private static String state(Stage stage) {
        return stage.player.moment() + " " + stage.recorded().outcome()
                + stage.connection.closed().stream().map(how -> " " + how).collect(joining());
    }

    @Test
    void aCancelWhileVramIsFreedComesTooLateToEndTheJobTwice() {
        Stage stage = Situation.FREEING_VRAM.stage(Takes.AT_ONCE, OnCancel.AT_ONCE);

        stage.player.cancel();
        stage.runTask();

        assertThat(stage.connection.terminalEvents()).isEqualTo(1);
        assertThat(stage.recorded().outcome()).isEqualTo(JobOutcome.ENDED);
        assertThat(stage.recorded().cancelHeard()).isNotNull();
    }

    @Test
    void aCancelledJobWhoseClientReadsNothingOfItsLastEventsIsOverAfterFiveSeconds() {
        Stage stage =
                Situation.PACED.stage(Takes.AT_ONCE, OnCancel.after(A_SECOND).tokens(3));

        stage.player.cancel();
        stage.connection.takes(Takes.NOTHING);
        stage.advance(Duration.ofSeconds(6));

        assertThat(stage.recorded().outcome()).isEqualTo(JobOutcome.CANCELLED);
        assertThat(stage.connection.closed()).containsExactly("RST");
        assertThat(stage.registry.runningCount()).isZero();
    }

    @Test
    void whatIsLeftOfACancelledJobIsSentWhenItIsDue() {
        Stage stage = Situation.HELD.stage(
                Takes.AT_ONCE, OnCancel.after(Duration.ofSeconds(4)).tokens(1));

        stage.player.cancel();
        stage.advance(A_SECOND);
        String early = stage.connection.text();
        stage.advance(A_SECOND);
        String later = stage.connection.text();
        stage.advance(Duration.ofSeconds(2));

        assertThat(early).contains("event: started").doesNotContain("event: token");
        assertThat(later).contains("event: token").doesNotContain("event: error");
        assertThat(stage.connection.text()).contains("event: error").endsWith("0\r\n\r\n");
        assertThat(stage.gates.held()).isEmpty();
    }

    @Test
    void theEndOfAJobWhoseClientDoesNotReadIsReportedBeforeTheNextOneStarts() {
        Stage stage = new Stage(
                Script.builder().started().waitFor(A_SECOND).end().build(), OnCancel.AT_ONCE, false, Takes.AT_ONCE);
        stage.begin();
        ScriptPlayer next = stage.player(Script.builder().started().end().build(), OnCancel.AT_ONCE);
        next.opened(new FakeConnection(next, Takes.AT_ONCE));
        stage.registry.admit(next);

        stage.connection.takes(Takes.NOTHING);
        stage.advance(A_SECOND);
        stage.connection.takes(Takes.AT_ONCE);
        stage.settle();

        assertThat(stage.told).containsExactly("job-1 started", "job-1 ENDED", "job-2 started", "job-2 ENDED");
    }

    @Test
    void aCancelDuringAStallTakesEffectAfterIt() {
        Stage stage = Situation.HUNG.stage(Takes.AT_ONCE, OnCancel.AT_ONCE);

        stage.player.cancel();
        stage.advance(A_SECOND);

        assertThat(stage.recorded().outcome()).isEqualTo(JobOutcome.CANCELLED);
    }

    @Test
    void aQueuedJobThatIsCancelledEndsOnceItsConnectionIsThere() {
        Stage stage = Situation.QUEUED.stage(Takes.AT_ONCE, OnCancel.AT_ONCE);

        stage.player.cancel();
        stage.open();
        stage.settle();

        assertThat(stage.recorded().outcome()).isEqualTo(JobOutcome.CANCELLED);
        assertThat(stage.connection.text()).contains("event: started").contains("event: error");
    }

    @Test
    void theWholeOfAStallBeforeTheHeadPassesWithoutAByte() {
        Script script = Script.builder()
                .add(new Pause.Stall(Pause.Stall.At.BEFORE_HEADERS, A_SECOND))
                .started()
                .end()
                .build();
        Stage stage = new Stage(script, OnCancel.AT_ONCE, false, Takes.AT_ONCE);

        stage.begin();
        String before = stage.connection.text();
        stage.advance(A_SECOND);

        assertThat(before).isEmpty();
        assertThat(stage.connection.text()).startsWith("HTTP/1.1 200 OK").contains("event: end");
    }

    @Test
    void aLongRowOfWritesThatAreTakenAtOnceDoesNotGrowTheStack() {
        ScriptBuilder script = Script.builder().started();
        IntStream.range(0, 9_990).forEach(k -> script.comment("c"));
        Stage stage = new Stage(script.end().build(), OnCancel.AT_ONCE, false, Takes.AT_ONCE);

        stage.begin();

        assertThat(stage.recorded().outcome()).isEqualTo(JobOutcome.ENDED);
    }

    /** A random sequence of steps and events. */
    private record Walk(List<Integer> steps, List<Event> events, boolean realVram, boolean queued, OnCancel onCancel) {}

    private static final Gen<Walk> WALKS = choices -> new Walk(
            Gen.integers(0, 5).list(0, 6).from(choices),
            Gen.of(Event.values()).list(0, 12).from(choices),
            Gen.booleans().from(choices),
            Gen.booleans().from(choices),
            Gen.of(OnCancel.AT_ONCE, OnCancel.after(A_SECOND).tokens(2), OnCancel.ignore())
                    .from(choices));

    @Test
    void inWhateverOrderThingsHappenAJobEndsOnceAndLeavesNothingBehind() {
        Property.check(3_000, WALKS, walk -> {
            Stage stage = new Stage(script(walk.steps()), walk.onCancel(), walk.realVram(), Takes.SOON);
            @Nullable ScriptPlayer other = start(stage, walk.queued());

            walk.events().forEach(event -> happen(stage, event, other));
            finish(stage, other);

            assertThat(stage.player.moment()).isEqualTo(Moment.OVER);
            assertThat(stage.recorded().outcome().isOver()).isTrue();
            assertThat(stage.connection.terminalEvents()).isLessThanOrEqualTo(1);
            assertThat(stage.connection.closed()).hasSizeLessThanOrEqualTo(2);
            assertThat(stage.gates.held()).isEmpty();
            assertThat(stage.ledger.usedBytes()).isZero();
            assertThat(stage.registry.runningCount() + stage.registry.waitingCount())
                    .isZero();
        });
    }

    /** Lets the other job end, if there is one. */
    private static void leave(Stage stage, @Nullable ScriptPlayer other) {
        if (other != null) {
            stage.registry.finished(other);
        }
    }

    /** Returns the job before this one, if it is queued. */
    private static @Nullable ScriptPlayer start(Stage stage, boolean queued) {
        if (queued) {
            return stage.queue();
        }
        stage.admit();
        return null;
    }

    private static Script script(List<Integer> steps) {
        ScriptBuilder script = Script.builder().started();
        for (int step : steps) {
            switch (step) {
                case 0 -> script.token("a");
                case 1 -> script.waitFor(A_SECOND);
                case 2 -> script.hold(Stage.GATE);
                case 3 -> script.stall(A_SECOND);
                case 4 ->
                    script.add(Write.Token.of("pieces").wire(WirePlan.pieces(3).gap(A_SECOND)));
                default -> script.stall();
            }
        }
        return script.end().build();
    }

    private static void happen(Stage stage, Event event, @Nullable ScriptPlayer other) {
        switch (event) {
            case TURN -> leave(stage, other);
            case OPENED -> stage.openOnce();
            case READS -> stage.connection.toggle();
            default -> event.happen.accept(stage);
        }
        stage.settle();
    }

    /** Brings everything to an end, at last by disconnecting the client. */
    private static void finish(Stage stage, @Nullable ScriptPlayer other) {
        leave(stage, other);
        stage.openOnce();
        for (int k = 0; k < 4; k++) {
            stage.advance(A_SECOND);
            stage.runTask();
        }
        stage.player.gone();
        stage.runTask();
        stage.runTask();
    }
}
