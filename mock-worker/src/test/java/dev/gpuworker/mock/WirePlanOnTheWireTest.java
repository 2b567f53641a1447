package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.scenario.ByteOffset;
import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Pieces;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.Step;
import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.mock.scenario.Write;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WirePlanOnTheWireTest {
    private static final String TOKEN = "event: token\ndata: {\"t\":\"ok 🙂\",\"i\":0}\n\n";

    private static byte[] run(Step... steps) throws Exception {
        try (MockWorker worker = MockWorker.start();
                RawClient client = new RawClient(worker.config().port())) {
            worker.enqueue(Jobs.breaking(Script.of(steps), "M0-W-1311"));
            client.send(RawClient.post("/execute", Jobs.job("a")));
            client.drain();
            return client.rawBody();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aFrameIsOneChunk() throws Exception {
        assertThat(text(run(Write.Token.of("ok 🙂")))).isEqualTo(latin("2a\r\n" + TOKEN + "\r\n0\r\n\r\n"));
    }

    @Test
    void onePieceAByteIsOneChunkAByte() throws Exception {
        String body = text(run(Write.Token.of("ok 🙂").wire(WirePlan.pieces(1))));

        StringBuilder expected = new StringBuilder();
        for (char each : latin(TOKEN).toCharArray()) {
            expected.append("1\r\n").append(each).append("\r\n");
        }
        assertThat(body).isEqualTo(expected + "0\r\n\r\n");
    }

    @Test
    void aStopInsideACharacterIsFollowedByExactlyTheNextStep() throws Exception {
        WirePlan plan = WirePlan.NONE.stopAfter(ByteOffset.inText(5));

        String body = text(run(Write.Token.of("ok 🙂").wire(plan), new Ending.Reset()));

        assertThat(body)
                .isEqualTo(
                        "1e\r\nevent: token\ndata: {\"t\":\"ok " + latin("🙂").substring(0, 2) + "\r\n");
    }

    @Test
    void aCutBetweenCrAndLfMakesTwoChunks() throws Exception {
        WirePlan plan = WirePlan.NONE.newline(WirePlan.Newline.CRLF).pieces(Pieces.at(ByteOffset.of(13)));

        String body = text(run(Write.Token.of("a").wire(plan)));

        assertThat(body).isEqualTo("d\r\nevent: token\r\r\n1a\r\n\ndata: {\"t\":\"a\",\"i\":0}\r\n\r\n\r\n0\r\n\r\n");
    }

    @Test
    void coalescedFramesLeaveInOneChunk() throws Exception {
        String body =
                text(run(Write.Token.of("a").wire(WirePlan.coalesce(2)), Write.Token.of("b"), Write.Token.of("c")));

        assertThat(body)
                .startsWith(
                        "48\r\nevent: token\ndata: {\"t\":\"a\",\"i\":0}\n\nevent: token\ndata: {\"t\":\"b\",\"i\":1}\n\n\r\n")
                .endsWith("24\r\nevent: token\ndata: {\"t\":\"c\",\"i\":2}\n\n\r\n0\r\n\r\n");
    }

    @Test
    void anHttp10ClientGetsTheBytesWithoutChunks() throws Exception {
        try (MockWorker worker = MockWorker.start();
                RawClient client = new RawClient(worker.config().port())) {
            worker.enqueue(Jobs.breaking(Script.of(Write.Token.of("a")), "M0-W-1311"));
            client.send(RawClient.post("/execute", Jobs.job("a")).replace("HTTP/1.1", "HTTP/1.0"));

            assertThat(client.drain()).isEqualTo("fin");
            assertThat(text(client.rawBody())).isEqualTo("event: token\ndata: {\"t\":\"a\",\"i\":0}\n\n");
            assertThat(client.head()).doesNotContain("Transfer-Encoding");
        }
    }
}
