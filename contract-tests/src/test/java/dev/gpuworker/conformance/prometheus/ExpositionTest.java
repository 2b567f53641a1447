package dev.gpuworker.conformance.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One test, or one row, for each production of the two grammars. */
class ExpositionTest {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a 1",
                "a{} 1",
                "a{b=\"c\"} 1",
                "a{b=\"c\",} 1",
                "a{b=\"c\",d=\"e\"} 1",
                "a{b=\"\"} 1",
                "a{b=\"c}d\"} 1",
                "a{b=\"{c, d=\\\"e\\\"}\"} 1",
                "a{b=\"c\\\\d\\ne\"} 1",
                "a{b=\"#c\td\u2028漢\"} 1",
                "a {b=\"c\"} 1",
                "a\t{\tb = \"c\" ,\t} \t 1",
                "  a 1\t",
                "a{b=\"c\"}1",
                "a\t1",
                "a:b_C9 1",
                "a 1 1764523456789",
                "a 1 -5",
                "a 1.",
                "a .5",
                "a +1.5E-7",
                "a NaN",
                "a +Inf",
                "a -inf",
                "a Infinity",
                "# any comment\na 1",
                "#",
                "\n \t\na 1\n\n",
                "# HELP a what \\\\ it is\n# TYPE a gauge\na 1",
                "#TYPE a counter\na 1",
                " # \tTYPE \ta\tuntyped \na 1",
                "a{b=\"c\"} 1\na{b=\"d\"} 1\na 1",
                "# EOF\na 1"
            })
    void textOfTheGrammarIsAccepted(String line) throws ExpositionException {
        Exposition read = parse(TEXT, line + "\nlast 1\n");

        assertThat(read.samples()).extracting(Sample::name).endsWith("last").hasSizeGreaterThanOrEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "a ~ lacks a blank before a value",
                "a one ~ has the value \"one\", which is not a number",
                "a 1.2.3e--nan ~ not a number",
                "a 0x1F ~ not a number",
                "a 1_000 ~ not a number",
                "a 1e ~ not a number",
                "a +NaN ~ not a number",
                "a --1 ~ not a number",
                "a ٣ ~ not a number",
                "a 1,5 ~ not a number",
                "a 1 1.5 ~ not an integer of milliseconds",
                "a 1 2 3 ~ goes on after its end",
                "a 1 # {b=\"c\"} 1 ~ not an integer of milliseconds",
                "9a 1 ~ lacks a metric's name at column 1",
                "ä 1 ~ lacks a metric's name",
                "{b=\"c\"} 1 ~ lacks a metric's name",
                "a{nonsense here} 1 ~ lacks \"=\"",
                "a{b} 1 ~ lacks \"=\"",
                "a{b=c} 1 ~ without quotes",
                "a{b='c'} 1 ~ without quotes",
                "a{b=\"c\" d=\"e\"} 1 ~ lacks \",\"",
                "a{,} 1 ~ lacks a label's name",
                "a{b=\"c\",,} 1 ~ lacks a label's name",
                "a{b:d=\"c\"} 1 ~ lacks \"=\"",
                "a{\"b\"=\"c\"} 1 ~ a quoted name",
                "a{b=\"c\",b=\"d\"} 1 ~ has the label b twice",
                "a{b=\"c ~ quotes that do not end",
                "a{b=\"c\\t\"} 1 ~ an escape that is none of",
                "a{b=\"c\" ~ lacks \",\"",
                "# HELP ~ lacks a metric's name",
                "# TYPE a ~ lacks a type",
                "# TYPE a number ~ has a type that is none of counter, gauge, histogram, summary, untyped",
                "# TYPE a gauge gauge ~ has a type that is none of"
            })
    void textThatBreaksTheGrammarIsRefusedWithItsLine(String line, String why) {
        assertRefused(TEXT, "fine 1\n" + line, "line 2 ");
        assertRefused(TEXT, "fine 1\n" + line, why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "a 1|a 2 ~ line 2 repeats the sample of line 1",
                "a{b='1',c='2'} 1|a{c='2', b='1'} 1 ~ repeats the sample of line 1",
                "a 1 5|a 1 6 ~ repeats",
                "# TYPE a gauge|# TYPE a gauge ~ a second TYPE of a",
                "# HELP a b|# HELP a c ~ a second HELP of a",
                "a 1|# TYPE a gauge ~ the type of a after its first sample",
                "a 1<CR>|b 2 ~ ends with a carriage return"
            })
    void linesThatContradictEachOtherAreRefused(String lines, String why) {
        assertRefused(TEXT, lines.replace('|', '\n').replace('\'', '"').replace("<CR>", "\r"), why);
    }

    @Test
    void labelsAndNumbersAreReadAsTheyAre() throws ExpositionException {
        Exposition read = parse(TEXT, "a{b=\"c}\\\"\\\\\\n\", d=\"\"} -1.5e2 7\nb{} -Inf");

        assertThat(read.samples().get(0).labels()).isEqualTo(Map.of("b", "c}\"\\\n", "d", ""));
        assertThat(read.samples()).extracting(Sample::value).containsExactly(-150.0, Double.NEGATIVE_INFINITY);
        assertThat(read.samples().get(0).timestamp()).contains(7.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a 1\n# EOF",
                "a{b=\"c}\"} 1 # {trace_id=\"ab\"} 0.5\n# EOF\n",
                "a{b=\"c\"} 1 1.5 # {} 0.5 1.25\n# EOF\n",
                "a 1 # {b=\"# {\"} 1\n# EOF\n",
                "# TYPE a info\n# UNIT a seconds\n# HELP a b\na 1\n# EOF\n",
                "a{b=\"\\t\"} 1\n# EOF\n",
                "a 1 1\na 2 2.5\n# EOF\n"
            })
    void openMetricsOfTheGrammarIsAccepted(String text) throws ExpositionException {
        assertThat(parse(OPEN_METRICS, text).samples()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "a 1 ~ without \"# EOF\" at its end",
                "a 1|# EOF|a 2 ~ line 3 follows # EOF",
                "a 1||# EOF ~ is empty",
                "# hello|# EOF ~ a comment other than",
                "a  1|# EOF ~ lacks a value",
                "a\t1|# EOF ~ lacks a blank",
                "a {b='c'} 1|# EOF ~ the value",
                "a{b='c', d='e'} 1|# EOF ~ lacks a label's name",
                "a{b='c',} 1|# EOF ~ lacks a label's name",
                "a 1 |# EOF ~ goes on after its end",
                "a 1 # 0.5|# EOF ~ an exemplar without labels",
                "a 1 # {b='c'}|# EOF ~ lacks a blank before an exemplar's value",
                "a 1 # {b='c'} x|# EOF ~ has the exemplar",
                "a 1 # {b='c',b='c'} 1|# EOF ~ the label b twice",
                "a 1 2|a 1 1|# EOF ~ repeats the sample of line 1",
                "# TYPE a untyped|# EOF ~ has a type that is none of"
            })
    void openMetricsThatBreaksTheGrammarIsRefused(String lines, String why) {
        assertRefused(OPEN_METRICS, lines.replace('|', '\n').replace('\'', '"'), why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "h_bucket{le='1'} 1|h_sum 1|h_count 1 ~ the histogram h without a bucket le=\"+Inf\"",
                "h_sum 1|h_count 1 ~ without a bucket le=\"+Inf\"",
                "h_bucket{le='1'} 2|h_bucket{le='+Inf'} 1|h_count 1 ~ in line 3 has buckets that are not cumulative",
                "h_bucket{le='1'} NaN|h_bucket{le='+Inf'} 1 ~ not cumulative",
                "h_bucket{le='2'} 1|h_bucket{le='1'} 1|h_bucket{le='+Inf'} 1 ~ buckets out of order",
                "h_bucket{le='1'} 1|h_bucket{le='1.0'} 1|h_bucket{le='+Inf'} 1 ~ buckets out of order",
                "h_bucket{le='many'} 1|h_bucket{le='+Inf'} 1 ~ whose le is \"many\"",
                "h_bucket 1|h_bucket{le='+Inf'} 1 ~ whose le is \"\"",
                "h_bucket{le='+Inf'} 1|h_count 2 ~ counts 2.0, but its bucket",
                "h_bucket{m='a',le='+Inf'} 1|h_bucket{m='b',le='1'} 1 ~ without a bucket le=\"+Inf\""
            })
    void histogramThatIsNoneIsRefused(String lines, String why) {
        assertRefused(TEXT, "# TYPE h histogram\n" + lines.replace('|', '\n').replace('\'', '"'), why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h_bucket{le=\"0.5\"} 0\nh_bucket{le=\"1e1\"} 2\nh_bucket{le=\"+Inf\"} 2\nh_sum 1\nh_count 2",
                "h_bucket{m=\"a\",le=\"+Inf\"} 1\nh_bucket{m=\"b\",le=\"+Inf\"} 3\nh_count{m=\"a\"} 1\nh_count{m=\"b\"} 3",
                "g 1"
            })
    void histogramIsAccepted(String lines) throws ExpositionException {
        assertThat(parse(TEXT, "# TYPE h histogram\n" + lines).samples()).isNotEmpty();
    }

    @Test
    void contentTypeDecidesTheFormat() throws ExpositionException {
        String exemplar = "a 1 # {b=\"c\"} 1\n# EOF\n";
        assertThat(parse("Application/OpenMetrics-Text", exemplar).samples()).hasSize(1);
        assertRefused("text/plain", exemplar, "line 1 ");

        String quoted = "{\"a b\",\"c d\"=\"e\"} 1\n";
        assertThat(parse("text/plain; version=1.0.0; escaping=allow-utf-8", quoted)
                        .samples())
                .extracting(Sample::name)
                .containsExactly("a b");
        assertRefused(TEXT, quoted, "lacks a metric's name");

        assertThat(List.of("text/plain", "TEXT/PLAIN;version=0.0.4", "application/openmetrics-text"))
                .allMatch(Exposition::isAnnouncedBy);
        assertThat(List.of("", "text/html", "text/plainer", "application/json")).noneMatch(Exposition::isAnnouncedBy);
    }

    @Test
    void bytesThatAreNoUtf8AreRefusedAndLongLinesAreQuotedShort() {
        assertThatThrownBy(() -> Exposition.parse(TEXT, new byte[] {'a', ' ', (byte) 0xff}))
                .hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> parse(TEXT, "a ".repeat(100_000)))
                .satisfies(e -> assertThat(String.valueOf(e.getMessage())).hasSizeLessThan(300));
    }

    private static Exposition parse(String contentType, String text) throws ExpositionException {
        return Exposition.parse(contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String contentType, String text, String why) {
        assertThatThrownBy(() -> parse(contentType, text))
                .isInstanceOf(ExpositionException.class)
                .hasMessageContaining(why);
    }
}
