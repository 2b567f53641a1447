package dev.gpuworker.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "9223372036854775807", "9223372036854775808", "18446744073709551615"})
    void theWholeUnsignedRangeSurvivesTheWay(String digits) throws InvalidRequestException {
        ExecuteRequest request = Body.READER.read(Body.with("seed", digits).getBytes(UTF_8));

        assertThat(request.seed()).isEqualTo(Seed.parse(digits)).hasToString(digits);
        assertThat(Body.READER.read(request.toJson().getBytes(UTF_8))).isEqualTo(request);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-1", "+1", " 1", "1 ", "0x1", "1e3", "18446744073709551616", "99999999999999999999", "١"})
    void anythingElseIsNoSeed(String text) {
        assertThatThrownBy(() -> Seed.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("seed must be");
    }

    @Test
    void theBitsAreUnsigned() {
        assertThat(new Seed(-1).value()).isEqualTo(Seed.MAX).isEqualTo(new BigInteger("18446744073709551615"));
        assertThatThrownBy(() -> Seed.of(BigInteger.ONE.negate())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Seed.of(Seed.MAX.add(BigInteger.ONE))).isInstanceOf(IllegalArgumentException.class);
    }
}
