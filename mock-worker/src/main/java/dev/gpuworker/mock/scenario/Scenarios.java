package dev.gpuworker.mock.scenario;

import dev.gpuworker.mock.scenario.match.CallRange;
import dev.gpuworker.mock.scenario.match.Match;
import dev.gpuworker.mock.scenario.match.Share;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The scenarios that come with the mock, as {@code docs/scenarios.md} describes them. A set is a whole file; each of
 * its scenarios is also available alone and then answers every request. Thread-safe.
 *
 * <pre>{@code
 * worker.enqueue(Scenarios.named("reset-inside-an-emoji"));
 * }</pre>
 */
public final class Scenarios {
    private static final List<String> SETS = List.of(
            "haiku", "slow-first-token", "out-of-memory-mid-stream", "cancel-races", "crash-mid-stream", "torture");

    /** At most one entry for each of {@link #SETS}. */
    private static final Map<String, ScenarioSet> READ = new ConcurrentHashMap<>();

    private Scenarios() {}

    /** Returns the names of the sets, which {@code --scenario} accepts. */
    public static List<String> sets() {
        return SETS;
    }

    /** Returns the names of all scenarios, which {@code --scenario} also accepts. */
    public static List<String> names() {
        return SETS.stream()
                .flatMap(set -> set(set).scenarios().stream())
                .map(Scenario::name)
                .toList();
    }

    /** Returns a set. Throws {@link IllegalArgumentException} for an unknown name. */
    public static ScenarioSet set(String name) {
        if (!SETS.contains(name)) {
            throw new IllegalArgumentException(
                    "no set of scenarios is named \"" + name + "\"; there are: " + String.join(", ", SETS));
        }
        return READ.computeIfAbsent(name, set -> ScenarioYaml.parse(set + ".yaml", resource(set)));
    }

    /** Returns one scenario, without its {@code when} and {@code calls}. Throws for an unknown name. */
    public static Scenario named(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no scenario is named \"" + name + "\"; docs/scenarios.md has the list"));
    }

    static Optional<Scenario> find(String name) {
        return SETS.stream()
                .flatMap(set -> set(set).named(name).stream())
                .map(Scenarios::answeringAll)
                .findFirst();
    }

    /** Returns the haiku: 19 tokens at a human pace, then {@code end}. */
    public static Scenario haiku() {
        return named("haiku");
    }

    /** Returns the long wait before the first token, bridged by comments. */
    public static Scenario slowFirstToken() {
        return named("slow-first-token");
    }

    /** Returns the job that runs out of VRAM after twelve tokens. */
    public static Scenario outOfMemoryMidStream() {
        return named("out-of-memory-mid-stream");
    }

    /** Returns the process that dies after eight tokens. */
    public static Scenario crashMidStream() {
        return named("crash-mid-stream");
    }

    /** Returns the cancel races, each chosen by the request's header {@code x-scenario}. */
    public static ScenarioSet cancelRaces() {
        return set("cancel-races");
    }

    /** Returns the torture set for clients, each scenario chosen by the request's header {@code x-scenario}. */
    public static ScenarioSet torture() {
        return set("torture");
    }

    private static Scenario answeringAll(Scenario scenario) {
        return new Scenario(
                scenario.name(),
                Match.ANY,
                CallRange.ALL,
                Share.ALL,
                scenario.answer(),
                scenario.onCancel(),
                scenario.violates());
    }

    private static byte[] resource(String name) {
        try (InputStream in = Scenarios.class.getResourceAsStream("scenarios/" + name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("the jar has no scenarios named " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
