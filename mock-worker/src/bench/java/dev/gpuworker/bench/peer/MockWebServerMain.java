package dev.gpuworker.bench.peer;

import dev.gpuworker.bench.load.TokenFrames;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** OkHttp's MockWebServer3 as a process: a body throttled to one frame a gap, which is its one way to pace. */
public final class MockWebServerMain {
    private MockWebServerMain() {}

    /** Arguments: the port, and a {@link Spec} for each path. */
    public static void main(String[] args) throws Exception {
        if (Boolean.getBoolean("bench.quiet")) {
            // It logs a line per request; tests turn that off.
            Logger.getLogger(MockWebServer.class.getName()).setLevel(Level.OFF);
        }
        Map<String, MockResponse> answers =
                Spec.of(args).stream().collect(Collectors.toMap(spec -> "/" + spec.name(), MockWebServerMain::answer));
        MockWebServer server = new MockWebServer();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answers.getOrDefault(request.getUrl().encodedPath(), new MockResponse.Builder().build());
            }
        });
        server.start(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
    }

    private static MockResponse answer(Spec spec) {
        MockResponse.Builder builder = new MockResponse.Builder()
                .setHeader("Content-Type", "text/event-stream")
                .body(TokenFrames.tokens(spec.tokens()));
        if (spec.everyMillis() > 0) {
            builder.throttleBody(TokenFrames.frame(0).length(), spec.everyMillis(), TimeUnit.MILLISECONDS);
        }
        return builder.build();
    }
}
