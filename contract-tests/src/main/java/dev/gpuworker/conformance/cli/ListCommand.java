package dev.gpuworker.conformance.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.conformance.ExitCode;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import dev.gpuworker.wire.WireJson;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the rules. */
@Command(
        name = "list",
        description = "Lists every rule: id, keyword, requirements, promise.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    private final PrintWriter out;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    ListCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        if (json) {
            ArrayNode rules = WireJson.object().putArray("rules");
            WorkerRulebook.all().rules().forEach(rule -> node(rules.addObject(), rule));
            out.println(WireJson.text(rules));
            return ExitCode.GREEN;
        }
        for (Rule rule : WorkerRulebook.all().rules()) {
            out.println("%s  %-6s  %s  (%s)"
                    .formatted(rule.id(), rule.keyword(), rule.title(), String.join(", ", rule.requirements())));
        }
        out.println(WorkerRulebook.all().rules().size() + " rules");
        return ExitCode.GREEN;
    }

    private static void node(ObjectNode node, Rule rule) {
        node.put("id", rule.id()).put("keyword", rule.keyword().name());
        ArrayNode requirements = node.putArray("requirements");
        rule.requirements().forEach(requirements::add);
        node.put("section", rule.section().number()).put("title", rule.title()).put("hint", rule.hint());
    }
}
