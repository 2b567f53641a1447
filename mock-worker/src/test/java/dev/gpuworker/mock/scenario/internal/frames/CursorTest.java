package dev.gpuworker.mock.scenario.internal.frames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.Pause;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.ScriptBuilder;
import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.mock.scenario.Write;
import dev.gpuworker.wire.Seed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CursorTest {
    private static final FrameWriter WRITER = new FrameWriter(Speech.CONTRACT);
    private static final Pacing SPREAD = new Pacing.Spread(millis(10), millis(40));

    private final AtomicInteger leftOut = new AtomicInteger();
    private int max = 100;
    private boolean withinMax = true;
    private List<String> stop = List.of();
    private double speed = 1;
    private Supplier<RandomGenerator> generator = CursorTest::neverDrawn;
    private JobTokens tokens = tokens();

    @Test
    void waitsAddUpUntilSomethingIsDone() {
        List<Action> actions = actions(Script.builder()
                .waitFor(millis(1))
                .waitFor(millis(2))
                .started()
                .add(Write.Tokens.text("a b c").first(Pacing.of(millis(10))).every(Pacing.of(millis(5))))
                .waitFor(millis(7))
                .hold("gate")
                .waitFor(millis(9))
                .stall(millis(11))
                .end()
                .waitFor(millis(13))
                .build());

        assertThat(actions)
                .extracting(Action::waitNanos)
                .containsExactly(nanos(3), nanos(10), nanos(5), nanos(5), nanos(7), nanos(9), 0L, nanos(13));
        assertThat(actions.get(4)).isInstanceOf(Action.Hold.class);
        assertThat(actions.get(5)).isEqualTo(new Action.Stall(nanos(9), stall(millis(11)), nanos(11)));
        assertThat(actions.get(7)).isEqualTo(new Action.Finish(nanos(13), new Ending.Eof()));
    }

    @Test
    void drawsWaitsInTheScriptsOrderFromOneGenerator() {
        AtomicInteger made = new AtomicInteger();
        generator = () -> {
            made.incrementAndGet();
            return new SplittableRandom(7);
        };
        RandomGenerator same = new SplittableRandom(7);

        List<Action> actions = actions(Script.builder()
                .started()
                .add(Write.Tokens.count(3).every(SPREAD))
                .add(new Pause.Wait(SPREAD))
                .end()
                .build());

        assertThat(actions)
                .extracting(Action::waitNanos)
                .containsExactly(0L, drawn(same), drawn(same), drawn(same), drawn(same), 0L);
        assertThat(made).hasValue(1);
    }

    @Test
    void speedDividesAllTimes() {
        speed = 4;

        List<Action> actions = actions(Script.builder()
                .waitFor(millis(8))
                .token("a", plan -> WirePlan.pieces(3).gap(millis(4)))
                .stall(millis(12))
                .end()
                .build());

        Action.Send token = (Action.Send) actions.get(0);
        assertThat(token.waitNanos()).isEqualTo(nanos(2));
        assertThat(token.gapNanos()).isEqualTo(nanos(1));
        assertThat(((Action.Stall) actions.get(1)).nanos()).isEqualTo(nanos(3));
    }

    @Test
    void gathersAsManyFramesAsOneWriteHas() {
        List<Action> actions = actions(Script.builder()
                .started()
                .add(Write.Tokens.count(5).every(Pacing.of(millis(2))).wire(WirePlan.coalesce(2)))
                .hold("gate")
                .end()
                .build());

        assertThat(actions)
                .extracting(CursorTest::frames)
                .as("nothing behind a gate is gathered, nor is its hold lost")
                .containsExactly(1, 2, 2, 1, 0, 1, 0);
        assertThat(actions).extracting(Action::waitNanos).containsExactly(0L, nanos(4), nanos(4), nanos(2), 0L, 0L, 0L);
        assertThat(actions.get(4)).isInstanceOf(Action.Hold.class);
    }

    @Test
    void aWriteGathersTheFramesOfLaterSteps() {
        List<Action> actions = actions(Script.builder()
                .add(Write.Tokens.text("a").wire(WirePlan.coalesce(3)))
                .waitFor(millis(6))
                .token(" b")
                .end()
                .build());

        assertThat(actions).extracting(CursorTest::frames).containsExactly(3, 0);
        assertThat(actions.get(0).waitNanos()).isEqualTo(nanos(6));
    }

    @Test
    void leavesOutTheTokensThatAreTooMany() {
        max = 2;

        String sent = sent(Script.builder()
                .add(Write.Tokens.text("a b c"))
                .token(" d")
                .end()
                .build());

        assertThat(sent).contains("\"t\":\"a\",\"i\":0", "\"t\":\" b\",\"i\":1", "\"tokens_out\":2");
        assertThat(sent).contains("\"stop_reason\":\"MAX_TOKENS\"").doesNotContain(" c\"", " d\"");
        assertThat(leftOut).hasValue(2);
    }

    @Test
    void leavesOutTooManyWithinOneWriteToo() {
        max = 3;

        List<Action> actions = actions(Script.builder()
                .add(Write.Tokens.count(10).wire(WirePlan.coalesce(10)))
                .build());

        assertThat(actions).extracting(CursorTest::frames).containsExactly(3, 0);
        assertThat(leftOut).hasValue(7);
    }

    @Test
    void aScriptThatMaySendsMoreThanTheJobAskedFor() {
        max = 2;
        withinMax = false;

        String sent = sent(Script.builder().tokens("a b c", Duration.ZERO).end().build());

        assertThat(sent).contains(" c\"", "\"tokens_out\":3");
        assertThat(leftOut).hasValue(0);
    }

    @Test
    void generatesAtMostWhatTheJobAskedFor() {
        max = 4;

        List<Action> actions = actions(Script.builder()
                .add(Write.Tokens.generate(50).first(Pacing.of(millis(20))).every(Pacing.of(millis(5))))
                .end()
                .build());

        assertThat(actions)
                .extracting(Action::waitNanos)
                .containsExactly(nanos(20), nanos(5), nanos(5), nanos(5), 0L, 0L);
        assertThat(leftOut).as("what is not generated is not left out").hasValue(0);
    }

    @Test
    void generatesAtMostWhatTheScriptSays() {
        assertThat(actions(Script.builder().add(Write.Tokens.generate(3)).build()))
                .extracting(CursorTest::frames)
                .containsExactly(1, 1, 1, 0);
    }

    @Test
    void generatesUntilAStopSequence() {
        Script script = Script.builder().add(Write.Tokens.generate(100)).end().build();
        String text = new Generation(new Seed(1), "model", max, List.of()).next();
        stop = List.of(text);

        String sent = sent(script);

        assertThat(sent).contains("\"tokens_out\":1", "\"stop_reason\":\"STOP_SEQUENCE\"");
    }

    @Test
    void knowsWhenOnlyTheCleanEndIsLeft() {
        Cursor cursor = cursor(Script.builder().token("a").token("b").build());

        assertThat(cursor.onlyEofLeft()).isFalse();
        cursor.next();
        assertThat(cursor.onlyEofLeft()).isFalse();
        cursor.next();
        assertThat(cursor.onlyEofLeft()).isTrue();
        assertThat(cursor.next()).isEqualTo(new Action.Finish(0, new Ending.Eof()));
    }

    @Test
    void onlyAnEndAtOnceAndWithTheLastChunkIsClean() {
        assertThat(onlyEofLeftAfterTheFirst(Script.builder().token("a").eof())).isTrue();
        assertThat(onlyEofLeftAfterTheFirst(Script.builder().token("a").cut())).isFalse();
    }

    @Test
    void anEndThatWasMetWhileGatheringIsTheSame() {
        WirePlan many = WirePlan.coalesce(3);

        assertThat(onlyEofLeftAfterTheFirst(
                        Script.builder().token("a", plan -> many).eof()))
                .isTrue();
        assertThat(onlyEofLeftAfterTheFirst(
                        Script.builder().token("a", plan -> many).cut()))
                .isFalse();
        assertThat(onlyEofLeftAfterTheFirst(Script.builder()
                        .token("a", plan -> many)
                        .waitFor(millis(1))
                        .eof()))
                .isFalse();
    }

    private boolean onlyEofLeftAfterTheFirst(ScriptBuilder script) {
        Cursor cursor = cursor(script.build());
        cursor.next();
        return cursor.onlyEofLeft();
    }

    private Cursor cursor(Script script) {
        tokens = tokens();
        return new Cursor(Program.of(script, WRITER), WRITER, generator, speed, tokens);
    }

    private JobTokens tokens() {
        return new JobTokens(new Seed(1), "model", max, withinMax, stop, leftOut::incrementAndGet);
    }

    /** Returns all actions; the last one ends the response. */
    private List<Action> actions(Script script) {
        Cursor cursor = cursor(script);
        List<Action> actions = new ArrayList<>();
        do {
            actions.add(cursor.next());
        } while (!(actions.get(actions.size() - 1) instanceof Action.Finish));
        return actions;
    }

    /** Returns the text of all frames, each made and counted when it is due. */
    private String sent(Script script) {
        Cursor cursor = cursor(script);
        JobFacts facts = new SampleFacts("job", "model", Instant.EPOCH, tokens, 1, 2, 3);
        StringBuilder text = new StringBuilder();
        for (Action action = cursor.next(); action instanceof Action.Send send; action = cursor.next()) {
            Frame frame = send.source().frame(facts);
            if (frame.kind() == EventKind.TOKEN) {
                tokens.count();
            }
            frame.pieces().forEach(piece -> text.append(new String(piece.toArray(), StandardCharsets.UTF_8)));
        }
        return text.toString();
    }

    private static int frames(Action action) {
        return action instanceof Action.Batch batch ? batch.sends().size() : action instanceof Action.Send ? 1 : 0;
    }

    private static RandomGenerator neverDrawn() {
        throw new AssertionError("a fixed wait must not ask for a random generator");
    }

    private static long drawn(RandomGenerator random) {
        return SPREAD.draw(random).toNanos();
    }

    private static Pause.Stall stall(Duration duration) {
        return new Pause.Stall(Pause.Stall.At.HERE, duration);
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    private static long nanos(long millis) {
        return millis * 1_000_000;
    }
}
