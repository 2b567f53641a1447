package dev.gpuworker.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.client.transcript.Chunk;
import dev.gpuworker.conformance.stream.Frame;
import dev.gpuworker.conformance.stream.SseReader;
import dev.gpuworker.io.Deadline;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.Scenarios;
import dev.gpuworker.mock.scenario.demand.Delivery;
import dev.gpuworker.mock.scenario.demand.Demand;
import dev.gpuworker.mock.scenario.demand.DemandedEvent;
import dev.gpuworker.mock.scenario.demand.Demands;
import dev.gpuworker.mock.scenario.demand.Unfinished;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The demands list exactly the events that are on the wire, as a reader of event streams that knows no mock finds. */
class DemandsOnTheWireTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Long enough for what comes before a stall; the scenario is played ten times faster. */
    private static final Duration BEFORE_THE_STALL = Duration.ofMillis(500);

    static List<Demand> demands() {
        return Demands.torture().scenarios();
    }

    @ParameterizedTest
    @MethodSource("demands")
    void theEventsAreThoseOnTheWire(Demand demand) throws IOException {
        List<Frame> frames = frames(demand);

        List<DemandedEvent> events = demand.events();
        boolean mayBreakOffEarlier = demand.name().equals("never-ends")
                || (!events.isEmpty() && events.stream().allMatch(event -> event.deliver() == Delivery.MAY));
        for (int k = 0; k < Math.min(frames.size(), events.size()); k++) {
            Frame frame = frames.get(k);
            String name = Objects.requireNonNullElse(frame.event(), "message");
            DemandedEvent event = events.get(k);
            assertThat(event.event()).as("event %s of %s", k, demand.name()).isEqualTo(name);
            assertThat(event.is(name, frame.data(), demand.name()))
                    .as("event %s of %s: %s is %s", k, demand.name(), frame.data(), event.data())
                    .isTrue();
        }
        if (mayBreakOffEarlier) {
            assertThat(frames).hasSizeBetween(0, events.size());
        } else {
            assertThat(frames).as(demand.name()).hasSameSizeAs(events);
        }
    }

    private static List<Frame> frames(Demand demand) throws IOException {
        ScenarioSet set = ScenarioSet.of(Scenarios.named(demand.name()));
        try (MockWorker mock = MockWorker.builder().speed(10).scenarios(set).start()) {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(mock.url() + "/execute").toURL().openConnection();
            Duration patience = demand.unfinished() == Unfinished.MUST_NOT ? LIMIT : BEFORE_THE_STALL;
            connection.setReadTimeout((int) patience.toMillis());
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            byte[] body = Demands.torture().request(demand.name()).getBytes(StandardCharsets.UTF_8);
            connection.setFixedLengthStreamingMode(body.length);
            connection.getOutputStream().write(body);
            SseReader reader = new SseReader();
            readTo(connection, reader, Deadline.after(patience));
            return reader.frames();
        }
    }

    /** Reads until the response ends, in whatever way, or the time is up. */
    private static void readTo(HttpURLConnection connection, SseReader reader, Deadline end) {
        byte[] buffer = new byte[8192];
        try (InputStream in = connection.getInputStream()) {
            if (!connection.getContentType().startsWith("text/event-stream")) {
                return;
            }
            for (int read = in.read(buffer); read >= 0 && !end.hasPassed(); read = in.read(buffer)) {
                reader.feed(new Chunk(0, Arrays.copyOf(buffer, read)));
            }
            reader.end();
        } catch (IOException e) {
            // refused, reset, cut or stalled: what came before counts
        }
    }
}
