package dev.gpuworker.bench.subject;

import dev.gpuworker.bench.load.Load;
import dev.gpuworker.bench.load.RequestTemplate;
import dev.gpuworker.bench.load.TokenFrames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** MockServer's jar with dependencies, answering with its SSE response: an event list with a delay before each. */
record MockServerSubject(BenchSetting setting, boolean tuned) implements Subject {
    @Override
    public String name() {
        return "MockServer 7.6.0";
    }

    @Override
    public String configuration() {
        return tuned ? "logging disabled" : "default";
    }

    @Override
    public List<String> command(int port, Path folder, List<Load> loads) throws IOException {
        Path file = JsonFile.write(
                folder.resolve("expectations.json"),
                loads.stream().map(MockServerSubject::expectation).toList());
        List<String> command = setting.java(setting.jdks().get(0));
        if (tuned) {
            // The settings of the product's own performance page.
            command.addAll(List.of("-Dmockserver.logLevel=WARN", "-Dmockserver.disableLogging=true"));
        }
        command.addAll(List.of("-Dmockserver.initializationJsonPath=" + file, "-jar"));
        command.addAll(List.of(setting.jar("mockserver-netty").toString(), "-p", "" + port));
        return command;
    }

    private static Map<String, Object> expectation(Load load) {
        List<Map<String, Object>> events = new ArrayList<>();
        IntStream.range(0, load.tokens()).forEach(i -> events.add(event(load, i)));
        return Map.of(
                "httpRequest",
                Map.of("method", "POST", "path", "/" + load.name()),
                "httpSseResponse",
                Map.of("statusCode", 200, "events", events, "closeConnection", true));
    }

    private static Map<String, Object> event(Load load, int i) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event", "token");
        event.put("data", TokenFrames.json(i));
        if (load.paced()) {
            event.put(
                    "delay",
                    Map.of("timeUnit", "MILLISECONDS", "value", load.every().toMillis()));
        }
        return event;
    }

    @Override
    public String readyPath() {
        return "/none";
    }

    @Override
    public RequestTemplate request(Load load) {
        return new RequestTemplate("/" + load.name(), Map.of(), "{}");
    }

    @Override
    public boolean takes(Load load) {
        return true;
    }

    @Override
    public Pattern tokenFrame() {
        return TokenFrames.TOKEN;
    }
}
