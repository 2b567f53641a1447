package dev.gpuworker.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.client.transcript.Chunk;
import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.conformance.Exchange;
import dev.gpuworker.conformance.ExerciseRecord;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.exercise.JobExercises;
import dev.gpuworker.conformance.stream.StreamFault;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.testing.Property;
import dev.gpuworker.testing.ScriptRun;
import dev.gpuworker.testing.Scripts;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A script that the mock's validator accepts breaks no rule on streams, unless its scenario declares a requirement of
 * that rule. The validator belongs to the mock and the rules do not, so each is a check of the other.
 */
class PlayedScriptsTest {
    private static final List<Rule> STREAM_RULES = Stream.of(FramingRules.all(), OrderRules.all(), EventRules.all())
            .flatMap(List::stream)
            .toList();

    private static final Set<String> FIELD_RULES =
            EventRules.all().stream().map(Rule::id).collect(Collectors.toSet());

    private static final String FRAMING = "M0-W-1310";
    private static final String ORDER = "M0-W-1311";

    private final ScriptRun run = new ScriptRun();

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void whatTheValidatorAcceptsBreaksNoRuleThatIsNotDeclared() {
        Property.check(500, Scripts.any(), this::breaksOnlyWhatIsDeclared);
    }

    private void breaksOnlyWhatIsDeclared(Script script) throws Exception {
        Optional<Scenario> scenario = ScriptRun.accepted(script);
        if (scenario.isEmpty()) {
            return;
        }
        Recording recording = recording(run.play(scenario.get()));
        JobStream stream = JobStream.all(recording).findFirst().orElseThrow();
        for (Rule rule : STREAM_RULES) {
            if (Collections.disjoint(rule.requirements(), scenario.get().violates())
                    && !follows(rule, stream, scenario.get().violates())) {
                assertThat(rule.verdict(recording))
                        .as(
                                "%s %s, while violates is %s",
                                rule.id(), rule.title(), scenario.get().violates())
                        .isNotInstanceOf(Verdict.Failed.class);
            }
        }
    }

    /**
     * Returns whether a breach of this rule is nothing but a consequence of one that the scenario declares. Whoever
     * declares {@link #FRAMING} may send an event that has no fields: it is not one JSON object, or has no event: line.
     * Whoever declares {@link #ORDER} may end the stream within an event, or send tokens after the end, which the end
     * does not count.
     */
    private static boolean follows(Rule rule, JobStream stream, Set<String> violates) {
        if (violates.contains(FRAMING) && FIELD_RULES.contains(rule.id()) && hasEventWithoutFields(stream)) {
            return true;
        }
        return violates.contains(ORDER)
                && switch (rule.id()) {
                    case "W-219" -> isTokenAfterEnd(stream);
                    case "W-247" ->
                        stream.faults().stream()
                                .noneMatch(fault -> fault.kind() == StreamFault.Kind.EVENT_WITHOUT_DATA);
                    default -> false;
                };
    }

    private static boolean hasEventWithoutFields(JobStream stream) {
        return stream.events().stream()
                .anyMatch(event -> !event.json().isObject() || event.frame().event() == null);
    }

    private static boolean isTokenAfterEnd(JobStream stream) {
        int end = stream.end().map(StreamEvent::index).orElse(Integer.MAX_VALUE);
        return stream.of(ReadNames.TOKEN).stream().anyMatch(token -> token.index() > end);
    }

    private static Recording recording(ScriptRun.Stream stream) {
        TransferEnd ending = switch (stream.end()) {
            case COMPLETE -> TransferEnd.COMPLETE;
            case BROKEN_OFF -> TransferEnd.CUT;
            case BY_CLIENT -> TransferEnd.TIMED_OUT;
        };
        List<Chunk> chunks = stream.body().length == 0 ? List.of() : List.of(new Chunk(1, stream.body()));
        Transcript transcript = Transcript.builder("POST", "/execute")
                // Few enough tokens that a reader would wait for the end.
                .requestBody(ScriptRun.REQUEST.replace("2048", "50"))
                .head(200, Map.of(), 0)
                .chunks(chunks)
                .ended(ending, 2, "")
                .build();
        String exercise = JobExercises.FINISHED_JOB.name();
        Exchange exchange = new Exchange(exercise, "job", 0, List.of(), transcript);
        return new Recording(List.of(new ExerciseRecord(exercise, 1, 0, 0, "", "", List.of(exchange))));
    }
}
