package dev.gpuworker.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.client.transcript.Chunk;
import dev.gpuworker.conformance.stream.StreamFault.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SseReaderTest {
    /** The cases of the web platform tests for event streams, as text and the data of the messages that it gives. */
    static Stream<Arguments> parsingCases() {
        return Stream.of(
                Arguments.of("byte order mark", "\uFEFFdata:1\n\n\uFEFFdata:2\n\ndata:3\n\n", List.of("1", "3")),
                Arguments.of("two byte order marks", "\uFEFF\uFEFFdata:1\n\ndata:2\n\ndata:3\n\n", List.of("2", "3")),
                Arguments.of(
                        "comments",
                        "data:1\n:\0\n:\r\ndata:2\n:xyz\ndata:3\r:data:fail\ndata:4\n\n",
                        List.of("1\n2\n3\n4")),
                Arguments.of(
                        "data before final empty line",
                        "retry:1000\ndata:test1\n\nid:test\ndata:test2",
                        List.of("test1")),
                Arguments.of("empty event", "event:\ndata:data\n\n", List.of("data")),
                Arguments.of("field data", "data:\n\ndata\ndata\n\ndata:test\n\n", List.of("", "\n", "test")),
                Arguments.of(
                        "field parsing",
                        "data:\0\ndata:  2\rData:1\ndata\0:2\ndata:1\r\0data:4\nda-ta:3\rdata_5\ndata:3\rdata:\r\n data:32\ndata:4\n\n",
                        List.of("\0\n 2\n1\n3\n\n4")),
                Arguments.of(
                        "unknown field",
                        "data:test\n data\ndata\nfoobar:xxx\njustsometext\n:thisisacommentyay\n\n",
                        List.of("test\n")),
                Arguments.of("leading space", "data:\ttest\rdata: \ndata:test\n\n", List.of("\ttest\n\ntest")),
                Arguments.of("mixed line ends", "data:test\r\ndata\n\ndata:test\r\n\r\n", List.of("test\n", "test")),
                Arguments.of("null character", "data:\0\n\n\n\n", List.of("\0")),
                Arguments.of("no data", "event: token\n\ndata:x\n\n", List.of("x")),
                Arguments.of("carriage returns alone", "data:1\rdata:2\r\rdata:3\r\r", List.of("1\n2", "3")),
                Arguments.of("utf-8", "data:ok…🙂\n\n", List.of("ok…🙂")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("parsingCases")
    void readsAsTheWhatwgRulesSay(String name, String text, List<String> expected) {
        assertThat(data(SseReader.read(List.of(chunk(bytes(text), 0)))))
                .as(name)
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("parsingCases")
    void anySplitOfTheBytesGivesTheSame(String name, String text, List<String> expected) {
        byte[] bytes = bytes(text);

        for (int cut = 0; cut <= bytes.length; cut++) {
            SseReader cutOnce = SseReader.read(List.of(
                    chunk(Arrays.copyOf(bytes, cut), 0), chunk(Arrays.copyOfRange(bytes, cut, bytes.length), 1)));
            assertThat(data(cutOnce)).as("%s, cut at byte %s", name, cut).isEqualTo(expected);
        }
        assertThat(data(SseReader.read(single(bytes))))
                .as("%s, byte by byte", name)
                .isEqualTo(expected);
    }

    @Test
    void eventHasTheTimeAndPlaceOfItsBlankLine() {
        List<Frame> frames = SseReader.read(List.of(
                        chunk(bytes(": hi\r\nevent: token\r\nda"), 5),
                        chunk(bytes("ta: x\r\n\r"), 9),
                        chunk(bytes("\n"), 20)))
                .frames();

        assertThat(frames).containsExactly(new Frame("token", "x", 9, 0, 31));
    }

    @Test
    void whatIsForgivenIsNoted() {
        byte[] bytes = bytes("id: 1\nretry: 5\nfoo: bar\ndata: #\n\nevent: end\n\ndata: half");
        bytes[31 - 1] = (byte) 0xFF;

        List<StreamFault> faults = SseReader.read(List.of(chunk(bytes, 0))).faults();

        assertThat(faults)
                .extracting(StreamFault::kind)
                .containsExactly(
                        Kind.ID_LINE,
                        Kind.RETRY_LINE,
                        Kind.UNKNOWN_FIELD,
                        Kind.NOT_UTF8,
                        Kind.EVENT_WITHOUT_DATA,
                        Kind.INCOMPLETE_EVENT);
    }

    private static List<String> data(SseReader reader) {
        return reader.frames().stream().map(Frame::data).toList();
    }

    private static List<Chunk> single(byte[] bytes) {
        List<Chunk> chunks = new ArrayList<>();
        for (byte each : bytes) {
            chunks.add(chunk(new byte[] {each}, chunks.size()));
        }
        return chunks;
    }

    private static Chunk chunk(byte[] bytes, long nanos) {
        return new Chunk(nanos, bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
