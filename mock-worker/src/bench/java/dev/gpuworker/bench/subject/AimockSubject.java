package dev.gpuworker.bench.subject;

import dev.gpuworker.bench.load.Load;
import dev.gpuworker.bench.load.RequestTemplate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** aimock on Node: it speaks OpenAI's API, whose frames are about four times as long as ours. */
record AimockSubject(Path node, Path cli, boolean tuned) implements Subject {
    /** Characters of content in each frame. */
    private static final int CHUNK = 5;

    @Override
    public String name() {
        return "aimock 1.43.0";
    }

    @Override
    public String configuration() {
        return tuned ? "no log, journal of 1" : "default";
    }

    @Override
    public List<String> command(int port, Path folder, List<Load> loads) throws IOException {
        List<Object> fixtures = new ArrayList<>();
        loads.forEach(load -> fixtures.add(fixture(load)));
        Path file = JsonFile.write(folder.resolve("fixtures.json"), Map.of("fixtures", fixtures));
        List<String> command = new ArrayList<>(List.of(node.toString(), cli.toString(), "-p", "" + port));
        command.addAll(List.of("-f", file.toString(), "-c", "" + CHUNK));
        if (tuned) {
            command.addAll(List.of("--log-level", "silent", "--journal-max", "1"));
        }
        return command;
    }

    private static Map<String, Object> fixture(Load load) {
        Map<String, Object> fixture = new LinkedHashMap<>();
        fixture.put("match", Map.of("userMessage", "load " + load.name() + "."));
        fixture.put("response", Map.of("content", "token".repeat(load.tokens())));
        fixture.put("latency", load.every().toMillis());
        fixture.put("chunkSize", CHUNK);
        return fixture;
    }

    @Override
    public String readyPath() {
        return "/health";
    }

    @Override
    public RequestTemplate request(Load load) {
        String body = "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"load "
                + load.name() + ".\"}]}";
        return new RequestTemplate("/v1/chat/completions", Map.of(), body);
    }

    @Override
    public boolean takes(Load load) {
        return true;
    }

    @Override
    public Pattern tokenFrame() {
        return Pattern.compile("\"content\":\"token\"");
    }

    @Override
    public List<Pattern> variable() {
        return List.of(Pattern.compile("\"id\":\"([^\"]*)\""), Pattern.compile("\"created\":(\\d+)"));
    }
}
