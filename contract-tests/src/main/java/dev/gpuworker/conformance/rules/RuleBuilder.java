package dev.gpuworker.conformance.rules;

import dev.gpuworker.conformance.Check;
import dev.gpuworker.conformance.Exercise;
import dev.gpuworker.conformance.Keyword;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Builds a rule whose code reads like a sentence. Not thread-safe. */
final class RuleBuilder {
    private final String id;
    private final Keyword keyword;
    private final List<String> requirements;
    private String title = "";
    private String hint = "";
    private String clock = "";
    private Duration budget = Duration.ZERO;
    private List<Exercise> exercises = List.of();

    private RuleBuilder(String id, Keyword keyword, String... requirements) {
        this.id = id;
        this.keyword = keyword;
        this.requirements = List.of(requirements);
    }

    static RuleBuilder must(String id, String... requirements) {
        return new RuleBuilder(id, Keyword.MUST, requirements);
    }

    static RuleBuilder should(String id, String... requirements) {
        return new RuleBuilder(id, Keyword.SHOULD, requirements);
    }

    static RuleBuilder may(String id, String... requirements) {
        return new RuleBuilder(id, Keyword.MAY, requirements);
    }

    static RuleBuilder ours(String id, String... requirements) {
        return new RuleBuilder(id, Keyword.OURS, requirements);
    }

    RuleBuilder says(String sentence) {
        title = sentence;
        return this;
    }

    RuleBuilder from(Exercise... needed) {
        exercises = List.of(needed);
        return this;
    }

    RuleBuilder within(Duration limit, String fromTo) {
        budget = limit;
        clock = fromTo;
        return this;
    }

    RuleBuilder lookAt(String where) {
        hint = "Check " + where;
        return this;
    }

    Rule judge(Function<Recording, Verdict> judge) {
        return new Rule(new Check(id, keyword, requirements, title, hint), exercises, clock, budget, judge);
    }
}
