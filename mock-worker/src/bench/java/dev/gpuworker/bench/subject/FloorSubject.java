package dev.gpuworker.bench.subject;

import dev.gpuworker.bench.floor.FloorMain;
import dev.gpuworker.bench.load.Load;
import dev.gpuworker.bench.load.RequestTemplate;
import dev.gpuworker.bench.load.TokenFrames;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The floor: precomputed bytes from one thread with non-blocking sockets. */
record FloorSubject(BenchSetting setting) implements Subject {
    @Override
    public String name() {
        return "floor";
    }

    @Override
    public String configuration() {
        return "";
    }

    @Override
    public List<String> command(int port, Path folder, List<Load> loads) {
        List<String> command = setting.java(setting.jdks().get(0));
        command.addAll(List.of("-cp", setting.classPathOf(List.of()), FloorMain.class.getName(), "" + port));
        return command;
    }

    @Override
    public String readyPath() {
        return "/1/0";
    }

    @Override
    public RequestTemplate request(Load load) {
        return new RequestTemplate("/" + load.tokens() + "/" + load.every().toNanos(), Map.of(), "{}");
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
    public Pattern tokenFrame() {
        return TokenFrames.TOKEN;
    }
}
