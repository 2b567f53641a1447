package dev.gpuworker.bench.subject;

import dev.gpuworker.bench.load.Load;
import dev.gpuworker.bench.load.RequestTemplate;
import dev.gpuworker.bench.load.TokenFrames;
import dev.gpuworker.bench.peer.MockWorkerMain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The mock, with a scenario for each load, chosen by a header.
 *
 * @param setting place of its classes
 * @param jdk the JDK that runs it
 * @param options options of the JVM: those of the shipped launcher, or none
 */
record MockWorkerSubject(BenchSetting setting, Path jdk, List<String> options) implements Subject {
    @Override
    public String name() {
        return "mock-worker";
    }

    @Override
    public String configuration() {
        try {
            return "JDK " + BenchSetting.feature(jdk) + (options.isEmpty() ? "" : ", as launched");
        } catch (IOException e) {
            return jdk.toString();
        }
    }

    @Override
    public List<String> command(int port, Path folder, List<Load> loads) throws IOException {
        List<String> command = setting.java(jdk);
        command.addAll(options);
        String own =
                setting.mockClassPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        command.addAll(List.of("-cp", own + File.pathSeparator + setting.classPathOf(List.of())));
        command.addAll(List.of(MockWorkerMain.class.getName(), "" + port));
        loads.forEach(load -> command.add(
                load.name() + ":" + load.tokens() + ":" + load.every().toMillis()));
        return command;
    }

    @Override
    public String readyPath() {
        return "/health";
    }

    @Override
    public RequestTemplate request(Load load) {
        String body = "{\"job_id\":\"job-" + RequestTemplate.NUMBER
                + "\",\"prompt\":\"load\",\"seed\":1,\"max_tokens\":" + load.tokens() + "}";
        return new RequestTemplate("/execute", Map.of("X-Load", load.name()), body);
    }

    @Override
    public boolean takes(Load load) {
        return true;
    }

    @Override
    public boolean isOurs() {
        return true;
    }

    @Override
    public boolean keepsJournal() {
        return true;
    }

    @Override
    public Pattern tokenFrame() {
        return TokenFrames.TOKEN;
    }

    @Override
    public List<Pattern> variable() {
        return List.of(Pattern.compile("\"started_at\":\"([^\"]*)\""), Pattern.compile("\"decode_time_ms\":(\\d+)"));
    }
}
