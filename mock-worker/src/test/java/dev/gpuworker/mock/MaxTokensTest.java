package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.scenario.OnCancel;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.mock.scenario.Write;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.StopReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A script with more tokens than the request allows: M0-W-1422 also holds for the mock's own streams. */
class MaxTokensTest {
    private static RecordedJob play(Scenario scenario, RawClient[] client) throws Exception {
        try (MockWorker worker = MockWorker.start()) {
            worker.enqueue(scenario);
            client[0] = RawClient.execute(worker, job());
            try (RawClient open = client[0]) {
                assertThat(open.drain()).isEqualTo("fin");
            }
            return worker.takeJob(Jobs.PATIENCE);
        }
    }

    private static String job() {
        return "{\"job_id\":\"a\",\"prompt\":\"p\",\"max_tokens\":3}";
    }

    private static Scenario conforming(Script script) {
        return Scenario.named("conforming").stream(script);
    }

    private static long tokens(RawClient[] client) {
        return client[0].text().lines().filter("event: token"::equals).count();
    }

    @Test
    void tokensThatAreTooManyAreLeftOutAndTheEndSaysWhy() throws Exception {
        RawClient[] client = new RawClient[1];
        Write end = Write.End.FROM_JOB.stopReason(StopReason.EOS).tokensOut(6);

        RecordedJob job = play(
                conforming(Script.builder()
                        .started()
                        .tokens(5, Duration.ofMillis(1))
                        .token("last")
                        .add(end)
                        .build()),
                client);

        assertThat(tokens(client)).isEqualTo(3);
        assertThat(client[0].text()).contains("\"tokens_out\":3,").contains("\"stop_reason\":\"MAX_TOKENS\"}");
        assertThat(job.tokensSent()).isEqualTo(3);
        assertThat(job.tokensLeftOut()).isEqualTo(3);
        assertThat(job.events().get(4).planned()).as("the end").isEqualTo(Duration.ofMillis(3));
    }

    @Test
    void aScriptThatEndsJustThereIsPlayedAsItIs() throws Exception {
        RawClient[] client = new RawClient[1];
        Write end = Write.End.FROM_JOB.stopReason(StopReason.EOS);

        RecordedJob job = play(
                conforming(Script.builder()
                        .started()
                        .tokens(3, Duration.ZERO)
                        .add(end)
                        .build()),
                client);

        assertThat(client[0].text()).contains("\"stop_reason\":\"EOS\"}");
        assertThat(job.tokensLeftOut()).isZero();
    }

    @Test
    void theRestOfTheScriptIsStillPlayed() throws Exception {
        RawClient[] client = new RawClient[1];

        RecordedJob job = play(
                conforming(Script.builder()
                        .started()
                        .tokens(5, Duration.ZERO)
                        .comment("still here")
                        .error(ErrorCode.VRAM_OOM)
                        .build()),
                client);

        assertThat(tokens(client)).isEqualTo(3);
        assertThat(client[0].text()).contains(": still here").contains("\"code\":\"VRAM_OOM\"");
        assertThat(job.outcome()).isEqualTo(JobOutcome.FAILED);
    }

    @Test
    void generatedAndWrittenTokensCountTogetherAlsoInOneWrite() throws Exception {
        RawClient[] client = new RawClient[1];
        WirePlan together = WirePlan.coalesce(10);

        RecordedJob job = play(
                conforming(Script.builder()
                        .add(Write.Started.FROM_JOB.wire(together))
                        .token("first")
                        .add(Write.Tokens.generate(5))
                        .token("last")
                        .add(Write.End.FROM_JOB.stopReason(StopReason.EOS))
                        .build()),
                client);

        assertThat(tokens(client)).isEqualTo(3);
        assertThat(client[0].text()).contains("\"tokens_out\":3,").contains("\"stop_reason\":\"MAX_TOKENS\"}");
        assertThat(job.tokensLeftOut()).isEqualTo(1);
    }

    @Test
    void tokensUnderWayAtACancelStayWithinItToo() throws Exception {
        Scenario held = Scenario.named("held")
                .onCancel(OnCancel.after(Duration.ofMillis(5)).tokens(4))
                .stream(Script.builder()
                .started()
                .tokens(2, Duration.ZERO)
                .hold("gate")
                .end()
                .build());
        try (MockWorker worker = MockWorker.start()) {
            worker.enqueue(held);
            RawClient[] client = {RawClient.execute(worker, job())};
            worker.gates().awaitHeld("gate", Jobs.PATIENCE);
            Jobs.cancel(worker, "a");
            client[0].drain();
            client[0].close();

            assertThat(tokens(client)).isEqualTo(3);
            assertThat(client[0].text()).contains("\"code\":\"CANCELLED\"");
        }
    }

    @Test
    void whatBreaksTheContractOnPurposeIsPlayedAsWritten() throws Exception {
        RawClient[] client = new RawClient[1];

        RecordedJob job = play(
                Jobs.breaking(
                        Script.builder()
                                .started()
                                .tokens(5, Duration.ZERO)
                                .cut()
                                .build(),
                        "M0-W-1311"),
                client);

        assertThat(tokens(client)).isEqualTo(5);
        assertThat(job.tokensLeftOut()).isZero();
    }

    @Test
    void soIsAScriptWithBytesOfItsOwn() throws Exception {
        RawClient[] client = new RawClient[1];
        String third = "event: token\ndata: {\"t\":\"c\",\"i\":2}\n\n";
        Write fourth = new Write.Token("d", 3, WirePlan.NONE);

        RecordedJob job = play(
                conforming(Script.builder()
                        .started()
                        .tokens(2, Duration.ZERO)
                        .raw(third)
                        .add(fourth)
                        .add(Write.End.FROM_JOB.tokensOut(4))
                        .build()),
                client);

        assertThat(tokens(client)).isEqualTo(4);
        assertThat(job.tokensLeftOut()).isZero();
    }
}
