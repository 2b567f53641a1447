package dev.gpuworker.bench.subject;

import dev.gpuworker.bench.load.Load;
import dev.gpuworker.bench.load.RequestTemplate;
import dev.gpuworker.bench.load.TokenFrames;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A peer that is only a library, started by a main class of the bench in a process of its own.
 *
 * @param classPath parts of the paths of the jars that it needs
 * @param options additional options of the JVM
 * @param frameEnd separates its frames
 * @param unpacedFlushes whether it flushes each event of an unpaced stream
 */
record LibrarySubject(
        BenchSetting setting,
        String name,
        String configuration,
        Class<?> main,
        List<String> classPath,
        List<String> options,
        Pattern frameEnd,
        boolean unpacedFlushes)
        implements Subject {
    @Override
    public List<String> command(int port, Path folder, List<Load> loads) {
        List<String> command = setting.java(setting.jdks().get(0));
        command.addAll(options);
        command.addAll(List.of("-cp", setting.classPathOf(classPath), main.getName(), "" + port));
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
        return new RequestTemplate("/" + load.name(), Map.of(), "{}");
    }

    @Override
    public boolean takes(Load load) {
        return load.paced() || unpacedFlushes;
    }

    @Override
    public Pattern tokenFrame() {
        return TokenFrames.TOKEN;
    }
}
