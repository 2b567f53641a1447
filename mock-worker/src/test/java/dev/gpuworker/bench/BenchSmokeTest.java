package dev.gpuworker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.bench.floor.FloorServer;
import dev.gpuworker.bench.load.ExpectedBody;
import dev.gpuworker.bench.load.Load;
import dev.gpuworker.bench.load.LoadClient;
import dev.gpuworker.bench.load.LoadResult;
import dev.gpuworker.bench.load.RequestTemplate;
import dev.gpuworker.bench.load.TokenFrames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps the load client and the floor working. Does not judge speed. */
class BenchSmokeTest {
    private static final Load PACED = new Load("paced", 4, 10, Duration.ofMillis(5), Duration.ofMillis(20));
    private static final Load UNPACED = new Load("unpaced", 2, 500, Duration.ZERO, Duration.ZERO);

    @Test
    void everyPacedStreamOfTheFloorIsReadWhole() throws IOException {
        LoadResult result = run(PACED, floorBody(PACED.tokens()));

        assertThat(result.failures()).isEmpty();
        assertThat(result.complete()).isEqualTo(4);
        assertThat(result.events()).isEqualTo(4 * 12);
        assertThat(result.incremental()).isTrue();
        assertThat(result.drifts().at(0.5)).isBetween(0.0, 10e9);
    }

    @Test
    void everyUnpacedStreamOfTheFloorIsReadWhole() throws IOException {
        LoadResult result = run(UNPACED, floorBody(UNPACED.tokens()));

        assertThat(result.failures()).isEmpty();
        assertThat(result.events()).isEqualTo(2 * 502);
        assertThat(result.chunksPerEvent()).isBetween(1.0, 1.01);
        assertThat(result.nanos()).isPositive();
    }

    @Test
    void oneWrongByteIsFound() throws IOException {
        String body = floorBody(10).replace("\"i\":7}", "\"i\":8}");

        LoadResult result = run(PACED, body);

        assertThat(result.complete()).isZero();
        assertThat(result.failures().keySet()).allMatch(f -> f.contains("is 55, expected 56, in event 8"));
    }

    @Test
    void oneMissingEventIsFound() throws IOException {
        String body = floorBody(10) + TokenFrames.frame(10);

        LoadResult result = run(new Load("more", 1, 11, PACED.every(), Duration.ZERO), "/10/5000000", body);

        assertThat(result.failures()).containsOnlyKeys("the body ended after 12 events");
    }

    private static LoadResult run(Load load, String body) throws IOException {
        return run(load, "/" + load.tokens() + "/" + load.every().toNanos(), body);
    }

    private static LoadResult run(Load load, String path, String body) throws IOException {
        ExpectedBody expected =
                ExpectedBody.learn(body, load.tokens(), ExpectedBody.BLANK_LINE, TokenFrames.TOKEN, List.of());
        try (FloorServer floor = FloorServer.start(0)) {
            return new LoadClient(floor.port()).run(load, new RequestTemplate(path, Map.of(), "{}"), expected);
        }
    }

    private static String floorBody(int tokens) {
        return TokenFrames.stream(tokens).stream()
                .map(frame -> new String(frame, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }
}
