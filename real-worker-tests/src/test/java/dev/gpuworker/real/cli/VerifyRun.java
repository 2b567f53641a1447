package dev.gpuworker.real.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs {@code verify} in this JVM and writes its report to the folder {@code report}. */
final class VerifyRun {
    private VerifyRun() {}

    static CommandLineRun of(
            Path worker, Path folder, String rules, Map<String, String> environment, List<String> more) {
        var arguments = new ArrayList<>(List.of("verify", "--worker", worker.toString(), "--rules", rules));
        arguments.addAll(List.of("--model", "mock:qwen2.5-0.5b-instruct"));
        arguments.addAll(List.of("--report-dir", folder.resolve("report").toString()));
        environment.forEach((name, value) -> arguments.addAll(List.of("--worker-env", name + "=" + value)));
        arguments.addAll(more);
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }
}
