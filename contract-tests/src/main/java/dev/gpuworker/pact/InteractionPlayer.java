package dev.gpuworker.pact;

import au.com.dius.pact.core.model.HttpRequest;
import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.ProviderState;
import au.com.dius.pact.core.model.V4Interaction;
import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.WorkerClientException;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.conformance.GoingOn;
import dev.gpuworker.conformance.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays one interaction: enters its states, sends its request, compares the answer, leaves the states. */
final class InteractionPlayer {
    private static final Logger log = LoggerFactory.getLogger(InteractionPlayer.class);

    private final WorkerClient worker;
    private final ProviderStateHandler states;
    private final GoingOn goingOn;

    InteractionPlayer(WorkerClient worker, ProviderStateHandler states, GoingOn goingOn) {
        this.worker = worker;
        this.states = states;
        this.goingOn = goingOn;
    }

    Verdict play(Interaction interaction) {
        Deque<StateSetup> entered = new ArrayDeque<>();
        try {
            for (ProviderState state : interaction.getProviderStates()) {
                StateSetup setup = enter(state);
                if (!setup.isEntered()) {
                    return setup.verdict("state \"" + state.getName() + "\": ");
                }
                entered.push(setup);
            }
            Verdict verdict = send(interaction);
            return entered.stream().allMatch(StateSetup::stillHolds) ? verdict : endedTooSoon();
        } catch (WorkerClientException e) {
            return new Verdict.Failed(Comparison.EXPECTED, BodyStart.after(e), List.of());
        } finally {
            entered.forEach(InteractionPlayer::leave);
        }
    }

    private StateSetup enter(ProviderState wanted) {
        ProviderStates state =
                ProviderStates.of(String.valueOf(wanted.getName())).orElse(null);
        if (state == null) {
            return StateSetup.impossible("no such state is known");
        }
        Map<String, String> parameters = new HashMap<>();
        wanted.getParams().forEach((name, value) -> parameters.put(name, String.valueOf(value)));
        if (!parameters.keySet().containsAll(state.parameters())) {
            return StateSetup.impossible("it needs the parameters " + state.parameters());
        }
        try {
            return states.enter(state, parameters);
        } catch (RuntimeException e) { // the user wrote the handler; any exception means that the state was not entered
            return StateSetup.failed(String.valueOf(e.getMessage()));
        }
    }

    private static void leave(StateSetup setup) {
        try {
            setup.leave();
        } catch (RuntimeException e) { // the user wrote the handler, and its failure does not change the finding
            log.warn("a provider state could not be left: {}", e.getMessage());
        }
    }

    private Verdict send(Interaction interaction) {
        if (interaction instanceof V4Interaction.SynchronousHttp http) {
            return Comparison.of(http, http(http.getRequest()));
        }
        if (interaction instanceof V4Interaction.SynchronousMessages messages) {
            return stream(messages);
        }
        return new Verdict.NotApplicable("interactions of this type are not part of the contract");
    }

    private Transcript http(HttpRequest request) {
        WorkerClient client = worker;
        for (Map.Entry<String, List<String>> header : request.getHeaders().entrySet()) {
            client = client.withHeader(header.getKey(), String.join(", ", header.getValue()));
        }
        String body = request.getBody().isPresent() ? request.getBody().valueAsString() : "";
        return client.send(request.getMethod(), Query.append(request.getPath(), request.getQuery()), body);
    }

    private Verdict stream(V4Interaction.SynchronousMessages messages) {
        boolean cancels = messages.getProviderStates().stream()
                .anyMatch(state -> ProviderStates.JOB_IS_CANCELLED.words().equals(state.getName()));
        String body = messages.getRequest().getContents().valueAsString();
        return JobStream.play(worker, body, cancels, goingOn)
                .map(stream -> Comparison.of(messages, stream))
                .orElseGet(this::endedTooSoon);
    }

    private Verdict endedTooSoon() {
        return goingOn.isHopeless()
                ? new Verdict.CouldNotRun(goingOn.hopeless())
                : new Verdict.Inconclusive(
                        JobStream.ENDED_TOO_SOON, "let jobs run longer: a slower model, or a prompt that it continues");
    }
}
