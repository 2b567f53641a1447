package dev.gpuworker.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.V4Interaction;
import dev.gpuworker.conformance.GoingOn;
import dev.gpuworker.conformance.JobPrompts;
import dev.gpuworker.conformance.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** For every interaction: its own example passes, and each way to break it fails. */
class BrokenMocksTest {
    static Stream<Arguments> interactions() {
        return PactSources.file(PactFile.COMMITTED, "worker-orcd").getInteractions().stream()
                .map(interaction -> Arguments.of(interaction.getDescription(), interaction));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("interactions")
    void everyBreakageFails(String description, Interaction interaction) {
        boolean isStream = interaction instanceof V4Interaction.SynchronousMessages;
        RawAnswer example = ExampleWorker.example(interaction);
        PactResult good = verify(interaction, example, isStream);
        List<String> missed = new ArrayList<>();
        List<Breakage> breakages = breakages(example, isStream);

        for (Breakage breakage : breakages) {
            PactResult bad = verify(interaction, breakage.broken(), isStream);
            if (bad.verdict().kind() != Verdict.Kind.FAILED
                    || bad.verdict().actual().isBlank()) {
                missed.add(breakage.name() + " -> " + bad.verdict().kind());
            } else if (isStream
                    && bad.verdict().actual().contains("(Boolean)")
                    && !bad.verdict().actual().contains("$.facts.")) {
                missed.add(breakage.name() + " -> no fact is named: "
                        + bad.verdict().actual());
            }
        }

        assertThat(good.verdict().kind()).as(good.verdict().actual()).isEqualTo(Verdict.Kind.PASSED);
        assertThat(breakages).hasSizeGreaterThanOrEqualTo(3);
        assertThat(missed).isEmpty();
    }

    private static List<Breakage> breakages(RawAnswer example, boolean isStream) {
        if (isStream) {
            return Breakage.ofStream(example);
        }
        return example.headers().containsValue("text/event-stream") ? headOfStream(example) : Breakage.ofJson(example);
    }

    private static List<Breakage> headOfStream(RawAnswer example) {
        List<Breakage> all = Breakage.ofHead(example);
        all.add(new Breakage("no started", example.withBody(example.body().replace("event: started", "event: token"))));
        all.add(new Breakage("empty", example.withBody("")));
        return all;
    }

    private static PactResult verify(Interaction interaction, RawAnswer answer, boolean isStream) {
        try (ExampleWorker worker = new ExampleWorker(answer, isStream)) {
            ProviderStateHandler any = (state, parameters) -> StateSetup.entered();
            return new BoundedInteraction(worker.url(), any, GoingOn.of(worker::url, JobPrompts.STANDARD), interaction)
                    .verify(Duration.ofSeconds(10));
        }
    }
}
