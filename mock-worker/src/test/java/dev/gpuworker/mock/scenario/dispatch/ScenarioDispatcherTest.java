package dev.gpuworker.mock.scenario.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.match.IncomingRequest;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.Seed;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScenarioDispatcherTest {
    private static final Script SCRIPT = Script.builder().started().end().build();

    @Test
    void theFirstMatchWins() {
        Dispatcher dispatcher = dispatcher(
                Scenario.named("never").whenPrompt("other").stream(SCRIPT),
                Scenario.named("first").whenPrompt("/hai.u/").stream(SCRIPT),
                Scenario.named("second").stream(SCRIPT));

        assertThat(chosen(dispatcher.dispatch(request("a haiku, please")))).isEqualTo("first");
    }

    @Test
    void callsAreCountedForEachScenario() {
        Dispatcher dispatcher = dispatcher(
                Scenario.named("early").calls(1, 2).stream(SCRIPT), Scenario.named("late").callsFrom(4).stream(SCRIPT));

        List<String> answers = IntStream.range(0, 5)
                .mapToObj(k -> chosen(dispatcher.dispatch(request("x"))))
                .toList();

        assertThat(answers).containsExactly("early", "early", "none", "late", "late");
    }

    @Test
    void aShareIsDrawnByJobIdAndTheSameInEveryRun() {
        Scenario[] scenarios = {
            Scenario.named("flaky").share("5%").stream(SCRIPT), Scenario.named("good").stream(SCRIPT)
        };

        List<String> once = answers(dispatcher(scenarios));

        assertThat(answers(dispatcher(scenarios))).isEqualTo(once);
        // Of 2,000 jobs 100 are expected; the standard deviation is 9.7.
        assertThat(once.stream().filter("flaky"::equals)).hasSizeBetween(60, 140);
        assertThat(answers(new ScenarioDispatcher(ScenarioSet.of(scenarios).withSeed(new Seed(7)))))
                .isNotEqualTo(once);
    }

    @Test
    void aJobThatIsNotDrawnLearnsWhy() {
        Dispatcher dispatcher = dispatcher(Scenario.named("rare").share("0.000001%").stream(SCRIPT));

        assertThat(dispatcher.dispatch(request("x")))
                .isEqualTo(new Dispatch.Unmatched(
                        new NearestMiss("rare", "it answers 0.000001% of the jobs, and this one was not drawn")));
    }

    private static List<String> answers(Dispatcher dispatcher) {
        return IntStream.range(0, 2_000)
                .mapToObj(k -> chosen(dispatcher.dispatch(new IncomingRequest(
                        ExecuteRequest.of("job-" + k, "p"), Map.of(), JsonNodeFactory.instance.objectNode()))))
                .toList();
    }

    @Test
    void requestsThatDoNotMatchAreNoCalls() {
        Dispatcher dispatcher = dispatcher(Scenario.named("second").whenPrompt("yes").calls(2, 2).stream(SCRIPT));

        List<String> answers = Stream.of("yes", "no", "yes", "yes")
                .map(prompt -> chosen(dispatcher.dispatch(request(prompt))))
                .toList();

        assertThat(answers).containsExactly("none", "none", "second", "none");
    }

    @Test
    void headersMatchInAnyCaseAndByAnyOfTheirValues() {
        Scenario scenario = Scenario.named("s").whenHeader("X-Case", "two").stream(SCRIPT);
        IncomingRequest request = new IncomingRequest(
                ExecuteRequest.of("j", "p"),
                Map.of("x-CASE", List.of("one", "two")),
                JsonNodeFactory.instance.objectNode());

        assertThat(scenario.when().mismatch(request)).isEmpty();
    }

    @Test
    void jsonMatchesByPointerAndNumbersByValue() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("temperature", 0.0);
        body.putArray("stop").add("END");
        IncomingRequest request = new IncomingRequest(ExecuteRequest.of("j", "p"), Map.of(), body);
        JsonNode zero = JsonNodeFactory.instance.numberNode(0);

        assertThat(Scenario.named("a").whenJson("/temperature", zero).stream(SCRIPT)
                        .when()
                        .mismatch(request))
                .isEmpty();
        assertThat(Scenario.named("b").whenJson("/stop/0", "/^E/").stream(SCRIPT)
                        .when()
                        .mismatch(request))
                .isEmpty();
        assertThat(Scenario.named("c").whenJson("/stop/1", "x").stream(SCRIPT)
                        .when()
                        .mismatch(request))
                .contains("/stop/1 is absent");
        assertThat(Scenario.named("d").whenJson("/temperature", "0").stream(SCRIPT)
                        .when()
                        .mismatch(request))
                .contains("/temperature is not a string");
    }

    @Test
    void theNearestMissSaysWhyWithoutThePrompt() {
        Dispatcher dispatcher = dispatcher(
                Scenario.named("haiku").whenPrompt("/haiku/").stream(SCRIPT),
                Scenario.named("sonnet").whenPrompt("sonnet").stream(SCRIPT));

        Dispatch dispatch = dispatcher.dispatch(request("top secret"));

        NearestMiss miss = new NearestMiss("haiku", "prompt does not match /haiku/");
        assertThat(dispatch).isEqualTo(new Dispatch.Unmatched(miss));
        assertThat(miss.message())
                .isEqualTo("no scenario matches; the nearest is \"haiku\": prompt does not match /haiku/");
    }

    @Test
    void aScenarioWhoseCallsAreOverIsTheNearest() {
        Dispatcher dispatcher = dispatcher(
                Scenario.named("other").whenPrompt("other").stream(SCRIPT),
                Scenario.named("once").calls(1, 1).stream(SCRIPT));
        dispatcher.dispatch(request("x"));

        assertThat(dispatcher.dispatch(request("x")))
                .isEqualTo(new Dispatch.Unmatched(new NearestMiss("once", "it answers calls 1, and this is call 2")));
    }

    @Test
    void aSetWithoutScenariosHasNoNearest() {
        assertThat(dispatcher().dispatch(request("x"))).isEqualTo(new Dispatch.Unmatched(null));
    }

    @Test
    void anEmptyQueueFailsFast() {
        QueueDispatcher queue = new QueueDispatcher();
        queue.enqueue(SCRIPT);
        queue.enqueue(SCRIPT);

        assertThat(chosen(queue.dispatch(request("x")))).isEqualTo("enqueued-1");
        assertThat(chosen(queue.dispatch(request("x")))).isEqualTo("enqueued-2");
        assertThat(((Dispatch.QueueEmpty) queue.dispatch(request("x"))).message())
                .isEqualTo(
                        "the queue of scripts is empty: 2 were enqueued and all have been taken; enqueue one for each job");
    }

    private static Dispatcher dispatcher(Scenario... scenarios) {
        return new ScenarioDispatcher(ScenarioSet.of(scenarios));
    }

    private static String chosen(Dispatch dispatch) {
        return dispatch instanceof Dispatch.Chosen chosen ? chosen.scenario().name() : "none";
    }

    private static IncomingRequest request(String prompt) {
        return new IncomingRequest(ExecuteRequest.of("job", prompt), Map.of(), JsonNodeFactory.instance.objectNode());
    }
}
