package dev.gpuworker.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.wire.SseFrame;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The parsing cases of the WHATWG rules for event streams, after the web platform tests. */
class EventStreamParsingTest {
    private static final String LONG = "x".repeat(2 * 1024);

    @SuppressWarnings("StringConcatToTextBlock") // a text block would hide which line ends are meant
    static Stream<Arguments> cases() {
        return Stream.of(
                testCase("byte order mark at the start alone", "\uFEFFdata:1\n\n\uFEFFdata:2\n\ndata:3\n\n", "1", "3"),
                testCase("two byte order marks", "\uFEFF\uFEFFdata:1\n\ndata:2\n\ndata:3\n\n", "2", "3"),
                testCase(
                        "comments",
                        "data:1\r:\0\n:\r\ndata:2\n:" + LONG + "\rdata:3\n:data:fail\r:" + LONG + "\ndata:4\n\n",
                        "1\n2\n3\n4"),
                testCase("incomplete last event", "retry:1000\ndata:test1\n\nid:test\ndata:test2", "test1"),
                testCase("last line whole, blank line missing", "data:1\n\ndata:2\n", "1"),
                testCase("empty and bare data", "data:\n\ndata\ndata\n\ndata:test\n\n", "", "\n", "test"),
                testCase(
                        "field names are exact",
                        "data:\0\ndata:  2\rData:1\ndata\0:2\ndata:1\r\0data:4\nda-ta:3\rdata_5\ndata:3\rdata:\r\n"
                                + " data:32\ndata:4\n\n",
                        "\0\n 2\n1\n3\n\n4"),
                testCase(
                        "unknown fields",
                        "data:test\n data\ndata\nfoobar:xxx\njustsometext\n:thisisacommentyay\ndata:test\n\n",
                        "test\n\ntest"),
                testCase("one leading space goes", "data:\ttest\rdata: \ndata:test\n\n", "\ttest\n\ntest"),
                testCase("all three line ends", "data:test\r\ndata\ndata:test\r\n\r", "test\n\ntest"),
                testCase("null character", "data:\0\n\n\n\n", "\0"),
                testCase("characters of many bytes", "data:ok… 🙂\n\n", "ok… 🙂"),
                testCase("a character that begins like the mark", "\uFEFEdata:1\n\ndata:2\n\n", "2"),
                testCase("an empty body", ""),
                testCase("blank lines alone", "\r\n\r\n\n\n\r\r"),
                testCase("an event without data", "event:ping\n\ndata:1\n\n", "1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void readsAsTheStandardSays(String name, String body, List<String> expected) throws IOException {
        assertThat(datas(body.getBytes(UTF_8))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void readsTheSameByteByByte(String name, String body, List<String> expected) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        byte[][] single =
                Pieces.cut(bytes, IntStream.range(1, bytes.length).boxed().toList());

        assertThat(datas(single)).isEqualTo(expected);
    }

    @Test
    void readsTheEventsType() throws IOException {
        byte[] body = "event:test\ndata:x\n\nevent: \ndata:y\n\ndata:z\n\n".getBytes(UTF_8);

        assertThat(Pieces.read(body))
                .extracting(placed -> placed.frame().event())
                .containsExactly("test", null, null);
    }

    @Test
    void tellsWhereEachEventStands() throws IOException {
        byte[] body = "\uFEFF: comment\r\ndata:1\r\n\r\ndata:2\r\rdata:3\n\n".getBytes(UTF_8);

        assertThat(Pieces.read(body))
                .containsExactly(
                        new Pieces.Placed(new SseFrame(null, "1"), 0, 23),
                        new Pieces.Placed(new SseFrame(null, "2"), 24, 32),
                        new Pieces.Placed(new SseFrame(null, "3"), 32, 40));
    }

    @Test
    void anEventEndedByCarriageReturnsIsReadWithoutWaitingForTheNextByte() throws IOException {
        byte[][] pieces = {"data:1\r\r".getBytes(UTF_8), {(byte) 0xff}};

        assertThatThrownBy(() -> FrameReader.read(Pieces.of(pieces), 100, (frame, from, to) -> {
                    throw new IOException("got " + frame.data());
                }))
                .hasMessage("got 1");
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refusesInvalidUtf8AtItsByte(byte[] bad, int at) {
        byte[] body = Arrays.copyOf("data:ab".getBytes(UTF_8), 7 + bad.length);
        System.arraycopy(bad, 0, body, 7, bad.length);

        assertThatThrownBy(() -> Pieces.read(body)).hasMessageEndingWith("at byte " + (7 + at));
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                Arguments.of(bytes(0xff, '\n', '\n'), 0),
                Arguments.of(bytes(0x80, '\n', '\n'), 0),
                Arguments.of(bytes(0xc0, 0x80), 0),
                Arguments.of(bytes(0xc3, 'x'), 1),
                Arguments.of(bytes(0xe0, 0x80, 0x80), 1),
                Arguments.of(bytes(0xed, 0xa0, 0x80), 1),
                Arguments.of(bytes(0xf0, 0x80, 0x80, 0x80), 1),
                Arguments.of(bytes(0xf4, 0x90, 0x80, 0x80), 1),
                Arguments.of(bytes(0xf5, 0x80), 0),
                Arguments.of(bytes(0xf0, 0x9f, 0x99), 3));
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static List<String> datas(byte[]... pieces) throws IOException {
        return Pieces.read(pieces).stream().map(placed -> placed.frame().data()).toList();
    }

    private static Arguments testCase(String name, String body, String... expected) {
        return Arguments.of(name, body, List.of(expected));
    }
}
