package dev.gpuworker.bench.subject;

import dev.gpuworker.bench.load.Load;
import dev.gpuworker.bench.load.RequestTemplate;
import dev.gpuworker.bench.load.TokenFrames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * WireMock's stand-alone jar. It can pace a body only by the chunked dribble delay: it cuts the body into equal parts,
 * here one part per frame, and a thread sleeps between them.
 */
record WireMockSubject(BenchSetting setting, boolean tuned) implements Subject {
    @Override
    public String name() {
        return "WireMock 4.0.0-beta.38";
    }

    @Override
    public String configuration() {
        return tuned ? "2100 threads, no journal" : "default";
    }

    @Override
    public List<String> command(int port, Path folder, List<Load> loads) throws IOException {
        for (Load load : loads) {
            JsonFile.write(folder.resolve("mappings/" + load.name() + ".json"), mapping(load));
        }
        List<String> command = setting.java(setting.jdks().get(0));
        command.addAll(List.of("-jar", setting.jar("wiremock-standalone").toString(), "--port", "" + port));
        command.addAll(List.of("--root-dir", folder.toString(), "--disable-banner"));
        if (tuned) {
            command.addAll(List.of("--container-threads", "2100", "--no-request-journal"));
            command.addAll(List.of("--jetty-accept-queue-size", "4096"));
        }
        return command;
    }

    private static Map<String, Object> mapping(Load load) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("status", 200);
        response.put("headers", Map.of("Content-Type", "text/event-stream", "Cache-Control", "no-cache"));
        response.put("body", TokenFrames.tokens(load.tokens()));
        if (load.paced()) {
            long total = load.every().multipliedBy(load.tokens()).toMillis();
            response.put("chunkedDribbleDelay", Map.of("numberOfChunks", load.tokens(), "totalDuration", total));
        }
        return Map.of("request", Map.of("method", "POST", "url", "/" + load.name()), "response", response);
    }

    @Override
    public String readyPath() {
        return "/__admin/health";
    }

    @Override
    public RequestTemplate request(Load load) {
        return new RequestTemplate("/" + load.name(), Map.of(), "{}");
    }

    /** Unpaced, its body is one block, not one write per event. */
    @Override
    public boolean takes(Load load) {
        return load.paced();
    }

    @Override
    public Pattern tokenFrame() {
        return TokenFrames.TOKEN;
    }
}
