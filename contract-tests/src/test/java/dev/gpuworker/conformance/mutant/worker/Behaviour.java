package dev.gpuworker.conformance.mutant.worker;

import dev.gpuworker.wire.FieldError;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** What a worker does; conforming unless changed. Changed before the worker starts, never after. */
public final class Behaviour {
    final Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
    BiFunction<WorkerRequest, WorkerReply, WorkerReply> reply = (request, reply) -> reply;
    BiFunction<Job, List<FieldError>, List<FieldError>> errors = (job, errors) -> errors;
    BiFunction<Job, Planned, List<Planned>> event = (job, event) -> List.of(event);
    Function<Planned, byte[]> encode = Planned::frame;
    BiFunction<Job, Integer, String> text = ReferenceText::token;
    long tokenMillis = 8;
    ToIntFunction<Job> eosAfter = job -> Integer.MAX_VALUE;
    Predicate<Job> ignoresCancel = job -> false;
    ToLongFunction<Job> firstTokenMillis = job -> 10;
    int extraTokens;

    public Behaviour quirk(Quirk... some) {
        quirks.addAll(List.of(some));
        return this;
    }

    boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }

    /** Changes answers, stream heads included. */
    public Behaviour reply(BiFunction<WorkerRequest, WorkerReply, WorkerReply> change) {
        reply = change;
        return this;
    }

    /** Changes what is found wrong with a job. */
    public Behaviour errors(BiFunction<Job, List<FieldError>, List<FieldError>> change) {
        errors = change;
        return this;
    }

    /** Changes an event into none, one or several. */
    public Behaviour event(BiFunction<Job, Planned, List<Planned>> change) {
        event = change;
        return this;
    }

    /** Changes the bytes of an event. */
    public Behaviour encode(Function<Planned, byte[]> change) {
        encode = change;
        return this;
    }

    public Behaviour text(BiFunction<Job, Integer, String> change) {
        text = change;
        return this;
    }

    public Behaviour tokenMillis(long millis) {
        tokenMillis = millis;
        return this;
    }

    public Behaviour eosAfter(ToIntFunction<Job> tokens) {
        eosAfter = tokens;
        return this;
    }

    public Behaviour ignoresCancelOf(Predicate<Job> which) {
        ignoresCancel = which;
        return this;
    }

    public Behaviour firstTokenMillis(ToLongFunction<Job> millis) {
        firstTokenMillis = millis;
        return this;
    }

    public Behaviour extraTokens(int tokens) {
        extraTokens = tokens;
        return this;
    }
}
