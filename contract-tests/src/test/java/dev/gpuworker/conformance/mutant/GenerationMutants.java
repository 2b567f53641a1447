package dev.gpuworker.conformance.mutant;

import dev.gpuworker.conformance.mutant.worker.Job;
import dev.gpuworker.conformance.mutant.worker.Quirk;
import dev.gpuworker.conformance.mutant.worker.ReferenceText;
import java.util.List;

/** Workers that generate too much, not the same, or tell wrongly why they stopped. */
final class GenerationMutants {
    private GenerationMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of("W-229", "one token too many", "but max_tokens is", behaviour -> behaviour.extraTokens(1)),
                Mutant.of(
                        "W-230",
                        "the limit is reported as EOS",
                        "says EOS after all",
                        Change.event(
                                (job, event) -> event.is("end")
                                        && "MAX_TOKENS"
                                                .equals(event.json()
                                                        .path("stop_reason")
                                                        .asText()),
                                event -> List.of(event.changed(json -> json.put("stop_reason", "EOS"))))),
                Mutant.of(
                        "W-231",
                        "the end of text is reported as MAX_TOKENS",
                        "says MAX_TOKENS after 26 of 28 tokens",
                        behaviour -> Change.event(
                                        (job, event) -> event.is("end")
                                                && "EOS"
                                                        .equals(event.json()
                                                                .path("stop_reason")
                                                                .asText()),
                                        event -> List.of(event.changed(json -> json.put("stop_reason", "MAX_TOKENS"))))
                                .apply(behaviour.eosAfter(GenerationMutants::early))),
                Mutant.of(
                        "W-231",
                        "the end of a brief answer is reported as MAX_TOKENS",
                        "says MAX_TOKENS after 2 of 8 tokens",
                        behaviour -> Change.event(
                                        (job, event) -> job.isOf("brief-answer") && event.is("end"),
                                        event -> List.of(event.changed(json -> json.put("stop_reason", "MAX_TOKENS"))))
                                .apply(behaviour.eosAfter(job -> job.isOf("brief-answer") ? 2 : Integer.MAX_VALUE))),
                Mutant.of(
                        "W-232",
                        "stop is ignored",
                        "generation went on",
                        behaviour -> behaviour.quirk(Quirk.STOP_IGNORED)),
                Mutant.of(
                        "W-232",
                        "a stop sequence is sought in single tokens",
                        "generation went on",
                        behaviour -> behaviour.quirk(Quirk.STOP_IN_ONE_TOKEN)),
                Mutant.of(
                        "W-232",
                        "the first stop sequence alone counts",
                        "generation went on",
                        behaviour -> behaviour.quirk(Quirk.STOP_FIRST_ALONE)),
                Mutant.of(
                        "W-232",
                        "the stop sequence is swallowed",
                        "were not sent",
                        behaviour -> behaviour.quirk(Quirk.STOP_TOKENS_SWALLOWED)),
                Mutant.of(
                        "W-233",
                        "a stop sequence is reported as EOS",
                        "has stop_reason \"EOS\"",
                        Change.event(
                                (job, event) -> event.is("end") && event.json().has("stop_sequence_matched"),
                                event -> List.of(event.changed(
                                        json -> json.put("stop_reason", "EOS").remove("stop_sequence_matched"))))),
                Mutant.of(
                        "W-234",
                        "jobs leave traces in each other",
                        "token 0 was",
                        behaviour -> behaviour.text((job, i) -> ReferenceText.token(job, i) + job.number() + " ")));
    }

    static int early(Job job) {
        return job.isOf("finished-job") ? 26 : Integer.MAX_VALUE;
    }
}
