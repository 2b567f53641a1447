package dev.gpuworker.conformance.mutant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.conformance.mutant.worker.Behaviour;
import dev.gpuworker.conformance.mutant.worker.Job;
import dev.gpuworker.conformance.mutant.worker.Planned;
import dev.gpuworker.conformance.mutant.worker.WorkerReply;
import dev.gpuworker.conformance.mutant.worker.WorkerRequest;
import dev.gpuworker.wire.FieldError;
import dev.gpuworker.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Small changes of a behaviour; mutants are made from them. */
final class Change {
    private Change() {}

    /** Changes the JSON of events of one type. */
    static UnaryOperator<Behaviour> event(String type, Consumer<ObjectNode> change) {
        return event((job, event) -> event.is(type), event -> List.of(event.changed(change)));
    }

    /** Replaces some events. */
    static UnaryOperator<Behaviour> event(Which which, Replacement replacement) {
        return behaviour ->
                behaviour.event((job, event) -> which.test(job, event) ? replacement.of(event) : List.of(event));
    }

    /** Changes the bytes of some events. */
    static UnaryOperator<Behaviour> bytes(Predicate<Planned> which, Function<Planned, byte[]> bytes) {
        return behaviour -> behaviour.encode(event -> which.test(event) ? bytes.apply(event) : event.frame());
    }

    /** Changes some answers. */
    static UnaryOperator<Behaviour> reply(Predicate<WorkerRequest> which, UnaryOperator<WorkerReply> change) {
        return behaviour -> behaviour.reply((request, reply) -> which.test(request) ? change.apply(reply) : reply);
    }

    /** Changes answers by what they are. */
    static UnaryOperator<Behaviour> answer(Predicate<WorkerReply> which, UnaryOperator<WorkerReply> change) {
        return behaviour -> behaviour.reply((request, reply) -> which.test(reply) ? change.apply(reply) : reply);
    }

    /** Changes the JSON of /health. */
    static UnaryOperator<Behaviour> health(Consumer<ObjectNode> change) {
        return reply(request -> request.path().equals("/health"), reply -> json(reply, change));
    }

    /** Drops the errors that a worker forgets to check. */
    static UnaryOperator<Behaviour> unchecked(Predicate<FieldError> which) {
        return behaviour -> behaviour.errors((job, errors) ->
                errors.stream().filter(error -> !which.test(error)).toList());
    }

    /** Refuses jobs that are good. */
    static UnaryOperator<Behaviour> refuses(Predicate<Job> which) {
        return behaviour -> behaviour.errors((job, errors) -> {
            List<FieldError> more = new ArrayList<>(errors);
            if (errors.isEmpty() && which.test(job)) {
                more.add(new FieldError("job", "unwanted", "not this one", null));
            }
            return more;
        });
    }

    /** Changes the errors that a refusal lists. */
    static UnaryOperator<Behaviour> errors(UnaryOperator<FieldError> change) {
        return behaviour ->
                behaviour.errors((job, errors) -> errors.stream().map(change).toList());
    }

    static WorkerReply json(WorkerReply reply, Consumer<ObjectNode> change) {
        try {
            ObjectNode body = (ObjectNode) WireJson.tree(reply.body());
            change.accept(body);
            return reply.withBody(WireJson.text(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Chooses events of a job. */
    interface Which {
        boolean test(Job job, Planned event);
    }

    /** What is sent instead. */
    interface Replacement {
        List<Planned> of(Planned event);
    }
}
