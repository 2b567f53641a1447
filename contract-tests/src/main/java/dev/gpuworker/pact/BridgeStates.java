package dev.gpuworker.pact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.client.WorkerClientException;
import dev.gpuworker.io.PrintableText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enters and leaves the provider states that a Pact tool asks for. Some tools announce the end of an interaction with a
 * teardown, others do not; until the first teardown, each setup therefore leaves the states of the setups before it.
 * Not thread-safe.
 */
final class BridgeStates {
    private static final int NAME_CHARS_MAX = 200;
    private static final Logger log = LoggerFactory.getLogger(BridgeStates.class);

    private final ProviderStateHandler handler;
    private final Deque<Entered> entered = new ArrayDeque<>();
    private final Set<String> leftEarly = new HashSet<>();
    private boolean tearsDown;

    private record Entered(String name, boolean holds, StateSetup setup) {}

    BridgeStates(ProviderStateHandler handler) {
        this.handler = handler;
    }

    /**
     * Does what the body of a state change asks for; returns one line about it. An empty name, which tools send for an
     * interaction without states, only leaves the states before it.
     */
    String change(JsonNode change) throws BridgeException {
        String name = change.path("state").asText("");
        if (change.path("action").asText("setup").equals("teardown")) {
            return tearDown(name);
        }
        if (!tearsDown) {
            leaveAll();
        }
        if (!name.isEmpty()) {
            setUp(name, change.path("params"));
        }
        return "entered \"" + PrintableText.excerpt(name, NAME_CHARS_MAX) + "\"";
    }

    private void setUp(String name, JsonNode given) throws BridgeException {
        ProviderStates state = ProviderStates.of(name)
                .orElseThrow(() -> new BridgeException(
                        404,
                        "no provider state is called "
                                + PrintableText.quoted(name, NAME_CHARS_MAX) + "; there are "
                                + Stream.of(ProviderStates.values())
                                        .map(known -> "\"" + known.words() + "\"")
                                        .collect(Collectors.joining(", "))));
        Map<String, String> parameters = new HashMap<>();
        given.properties()
                .forEach(parameter ->
                        parameters.put(parameter.getKey(), parameter.getValue().asText()));
        List<String> missing = state.parameters().stream()
                .filter(parameter -> parameters.getOrDefault(parameter, "").isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw new BridgeException(
                    400, "the state \"" + name + "\" needs the parameters " + String.join(", ", missing));
        }
        StateSetup setup = enter(state, parameters);
        if (!setup.isEntered()) {
            throw new BridgeException(409, "the state \"" + name + "\" was not entered: " + setup.reason());
        }
        entered.push(new Entered(name, state.holds(), setup));
        leftEarly.remove(name);
    }

    private StateSetup enter(ProviderStates state, Map<String, String> parameters) {
        try {
            return handler.enter(state, parameters);
        } catch (WorkerClientException e) {
            return StateSetup.failed(BodyStart.after(e));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return StateSetup.failed(String.valueOf(e.getMessage()));
        }
    }

    private String tearDown(String name) throws BridgeException {
        tearsDown = true;
        List<Entered> these =
                entered.stream().filter(state -> state.name().equals(name)).toList();
        these.forEach(BridgeStates::leave);
        entered.removeAll(these);
        if (leftEarly.remove(name)) {
            throw new BridgeException(
                    409,
                    "the state \"" + name + "\" was left before the interaction ended, because another state"
                            + " followed and this tool had sent no teardown yet; verify again without restarting the"
                            + " bridge");
        }
        return "left \"" + PrintableText.excerpt(name, NAME_CHARS_MAX) + "\"";
    }

    /** Returns whether the next job is to be cancelled while it runs. */
    boolean cancelsTheNextJob() {
        return entered.stream().anyMatch(state -> state.name().equals(ProviderStates.JOB_IS_CANCELLED.words()));
    }

    /** Leaves every state that is still entered. */
    void leaveAll() {
        leftEarly.clear();
        entered.stream().filter(Entered::holds).map(Entered::name).forEach(leftEarly::add);
        entered.forEach(BridgeStates::leave);
        entered.clear();
    }

    private static void leave(Entered state) {
        try {
            state.setup().leave();
        } catch (WorkerClientException | IllegalStateException e) { // what follows finds out if that matters
            log.warn("the state \"{}\" could not be left: {}", state.name(), e.getMessage());
        }
    }
}
