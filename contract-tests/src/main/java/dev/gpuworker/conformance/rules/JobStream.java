package dev.gpuworker.conformance.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.conformance.Exchange;
import dev.gpuworker.conformance.MissingPrerequisiteException;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.exercise.ClientExercises;
import dev.gpuworker.conformance.stream.Frame;
import dev.gpuworker.conformance.stream.SseReader;
import dev.gpuworker.conformance.stream.StreamFault;
import dev.gpuworker.wire.RequestLimits;
import dev.gpuworker.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The stream of one accepted job, decoded.
 *
 * @param exchange the exchange that recorded it
 * @param request the body of the job's request
 * @param events in order
 * @param faults faults that the SSE reading rules forgave
 */
record JobStream(Exchange exchange, JsonNode request, List<StreamEvent> events, List<StreamFault> faults) {
    /** Longer jobs are sent only to be cancelled; if the cancel has no effect, nobody waits for their end. */
    private static final int WAITED_FOR_TOKENS = 300;

    /** Returns the streams of all accepted jobs of a recording; each is decoded lazily. */
    static Stream<JobStream> all(Recording recording) {
        return recording
                .exchanges()
                .filter(JobStream::isAccepted)
                .map(exchange -> of(exchange, recording.stream(exchange)));
    }

    /** Returns whether this exchange is a job that the worker accepted. */
    static boolean isAccepted(Exchange exchange) {
        return "/execute".equals(exchange.transcript().path())
                && exchange.transcript().status() == 200;
    }

    /** Returns the stream of a job, which must have been accepted. */
    static JobStream accepted(Exchange exchange) {
        if (!isAccepted(exchange)) {
            throw new MissingPrerequisiteException("the job of " + exchange.exercise() + "/" + exchange.role()
                    + " was not accepted: " + exchange.summary());
        }
        return of(exchange, SseReader.read(exchange.transcript().chunks()));
    }

    private static JobStream of(Exchange exchange, SseReader reader) {
        List<StreamEvent> events = new ArrayList<>();
        for (Frame frame : reader.frames()) {
            events.add(StreamEvent.of(events.size(), frame));
        }
        return new JobStream(exchange, requestOf(exchange), List.copyOf(events), reader.faults());
    }

    private static JsonNode requestOf(Exchange exchange) {
        try {
            return WireJson.tree(exchange.transcript().requestBody());
        } catch (JsonProcessingException e) {
            return WireJson.object();
        }
    }

    /** Returns the events of one type. */
    List<StreamEvent> of(String type) {
        return events.stream().filter(event -> event.type().equals(type)).toList();
    }

    /** Returns the first terminal event. */
    Optional<StreamEvent> terminal() {
        return events.stream().filter(StreamEvent::isTerminal).findFirst();
    }

    /** Returns the first {@code end} event. */
    Optional<StreamEvent> end() {
        return of(ReadNames.END).stream().findFirst();
    }

    /** Returns whether the test client ended it; its end then says nothing about the worker. */
    boolean isOurs() {
        TransferEnd ending = exchange.transcript().ending();
        if (exchange.exercise().equals(ClientExercises.CLIENT_HALF_CLOSED.name())
                && exchange.role().equals("job")) {
            return terminal().isEmpty(); // a worker may treat a half-closed client as disconnected
        }
        boolean closedByUs = ending == TransferEnd.CLOSED_BY_READER
                && exchange.transcript().endDetail().isEmpty();
        return closedByUs || (ending == TransferEnd.TIMED_OUT && maxTokens() > WAITED_FOR_TOKENS);
    }

    /** Returns whether the worker ended the response, in any way. */
    boolean hasEndedByItself() {
        TransferEnd ending = exchange.transcript().ending();
        return ending == TransferEnd.COMPLETE || ending == TransferEnd.CUT || ending == TransferEnd.RESET;
    }

    /** Returns how the response ended; quotes bytes that are not HTTP. */
    String ending() {
        TransferEnd ending = exchange.transcript().ending();
        return ending == TransferEnd.NOT_HTTP
                ? ending + " (" + exchange.transcript().endDetail() + ")"
                : ending.toString();
    }

    /** Returns how many tokens the request asked for. */
    int maxTokens() {
        return request.path("max_tokens").asInt(RequestLimits.MAX_TOKENS_DEFAULT);
    }

    /** Returns the text of all tokens. */
    String text() {
        StringBuilder text = new StringBuilder();
        of(ReadNames.TOKEN)
                .forEach(token -> text.append(token.json().path(ReadNames.T).asText()));
        return text.toString();
    }

    /** Returns the types in order, with repetitions counted: {@code started, 24 token, end}. */
    String sequence() {
        List<String> words = new ArrayList<>();
        int count = 0;
        for (int i = 0; i < events.size(); i++) {
            count++;
            String type = events.get(i).type();
            if (i + 1 == events.size() || !events.get(i + 1).type().equals(type)) {
                words.add(count == 1 ? type : count + " " + type);
                count = 0;
            }
        }
        return words.isEmpty() ? "no event" : String.join(", ", words);
    }

    /** Returns a breach at an event. */
    Finding at(StreamEvent event, String actual) {
        Frame frame = event.frame();
        return Finding.at(exchange, frame.fromByte(), frame.toByte(), frame.data(), event.name() + " " + actual);
    }
}
