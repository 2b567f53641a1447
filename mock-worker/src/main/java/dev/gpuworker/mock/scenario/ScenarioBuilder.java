package dev.gpuworker.mock.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gpuworker.mock.scenario.match.CallRange;
import dev.gpuworker.mock.scenario.match.JsonMatch;
import dev.gpuworker.mock.scenario.match.Match;
import dev.gpuworker.mock.scenario.match.Share;
import dev.gpuworker.mock.scenario.match.TextMatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds a {@link Scenario} with the settings of scenario files. Not thread-safe. */
public final class ScenarioBuilder {
    private final String name;
    private @Nullable TextMatch jobId;
    private @Nullable TextMatch prompt;
    private final Map<String, TextMatch> headers = new LinkedHashMap<>();
    private final List<JsonMatch> json = new ArrayList<>();
    private CallRange calls = CallRange.ALL;
    private Share share = Share.ALL;
    private OnCancel onCancel = OnCancel.AT_ONCE;
    private Set<String> violates = Set.of();

    ScenarioBuilder(String name) {
        this.name = name;
    }

    /** Matches only this job; a text or {@code /regex/}. Default: any. */
    public ScenarioBuilder whenJobId(String text) {
        jobId = TextMatch.parse(text);
        return this;
    }

    /** Matches only this prompt; a text or {@code /regex/}. Default: any. */
    public ScenarioBuilder whenPrompt(String text) {
        prompt = TextMatch.parse(text);
        return this;
    }

    /** Matches only requests with this header; its value is a text or {@code /regex/}. */
    public ScenarioBuilder whenHeader(String header, String value) {
        headers.put(header, TextMatch.parse(value));
        return this;
    }

    /** Matches only requests whose JSON has this text, or a text found by {@code /regex/}, at the pointer. */
    public ScenarioBuilder whenJson(String pointer, String value) {
        return whenJson(pointer, JsonNodeFactory.instance.textNode(value));
    }

    /** Matches only requests whose JSON has this value at the pointer. */
    public ScenarioBuilder whenJson(String pointer, JsonNode value) {
        json.add(JsonMatch.of(pointer, value));
        return this;
    }

    /** Answers only these of the matching requests, counted from 1. Default: all. */
    public ScenarioBuilder calls(int first, int last) {
        calls = new CallRange(first, last);
        return this;
    }

    /** Answers the matching requests from this one on. */
    public ScenarioBuilder callsFrom(int first) {
        calls = new CallRange(first, Integer.MAX_VALUE);
        return this;
    }

    /** Answers only this share of the matching jobs, such as {@code 5%}, drawn by seed and job id. Default: all. */
    public ScenarioBuilder share(String percent) {
        share = Share.parse(percent);
        return this;
    }

    /** Sets what a cancel request does. Default: {@link OnCancel#AT_ONCE}. */
    public ScenarioBuilder onCancel(OnCancel reaction) {
        onCancel = reaction;
        return this;
    }

    /** Declares the requirement ids that the answer breaks on purpose. Default: none. */
    public ScenarioBuilder violates(String... ids) {
        violates = Set.of(ids);
        return this;
    }

    /**
     * Builds the scenario, which answers with this stream. The worker or {@link ScenarioSet} that takes it validates
     * it.
     */
    public Scenario stream(Script script) {
        return answer(script);
    }

    /** Builds the scenario, which answers with this response. */
    public Scenario reply(Reply reply) {
        return answer(reply);
    }

    private Scenario answer(Answer answer) {
        return new Scenario(name, new Match(jobId, prompt, headers, json), calls, share, answer, onCancel, violates);
    }
}
