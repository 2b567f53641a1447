package dev.gpuworker.conformance.mutant;

import dev.gpuworker.conformance.mutant.worker.Quirk;
import dev.gpuworker.conformance.mutant.worker.ReferenceText;
import dev.gpuworker.wire.ErrorCode;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Workers that forget clients, or that clients break. */
final class ClientMutants {
    private ClientMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                                "W-237",
                                "a client that is gone is not noticed",
                                "from closing the connection",
                                behaviour -> behaviour.quirk(Quirk.DISCONNECT_IGNORED))
                        .alsoBreaks("W-241"),
                Mutant.of(
                        "W-238",
                        "a client that is gone breaks the worker",
                        "the next job answered 500",
                        Change.reply(
                                request -> request.bodyText().contains("client-gone-1-next-job"),
                                reply -> reply.refused(500, ErrorCode.INTERNAL, "broken"))),
                Mutant.of("W-240", "a slow reader blocks /health", "/health answered 503", behaviour -> {
                    AtomicBoolean slow = new AtomicBoolean();
                    return Change.reply(
                                    request -> request.path().equals("/health") && slow.get(),
                                    reply -> reply.withStatus(503))
                            .apply(behaviour.event((job, event) -> {
                                slow.set(job.id().contains("slow-reader") && !event.isTerminal());
                                return List.of(event);
                            }));
                }),
                Mutant.of(
                        "W-241",
                        "a reset is not noticed",
                        "from resetting the connection",
                        behaviour -> behaviour.quirk(Quirk.RESET_IGNORED)),
                Mutant.of(
                        "W-242",
                        "a reset breaks the worker",
                        "the next job answered 500",
                        Change.reply(
                                request -> request.bodyText().contains("client-reset-1-next-job"),
                                reply -> reply.refused(500, ErrorCode.INTERNAL, "broken"))),
                Mutant.of(
                        "W-243",
                        "half a connection freezes its stream",
                        "client-half-closed/job: the stream was started",
                        behaviour -> behaviour.quirk(Quirk.HALF_CLOSED_HANGS)),
                Mutant.of(
                        "W-244",
                        "a client that does not read holds the slot",
                        "the next job started after",
                        behaviour -> behaviour
                                .quirk(Quirk.SMALL_SEND_BUFFER)
                                .text((job, i) -> job.id().contains("stalled-reader")
                                        ? " long".repeat(6000)
                                        : ReferenceText.token(job, i))),
                Mutant.of(
                                "W-245",
                                "tokens are dropped while a client does not read",
                                "tokens in their places",
                                Change.event(
                                        (job, event) -> job.id().contains("stalled-reader-1-job") && event.isToken(12),
                                        event -> List.of()))
                        .alsoBreaks("W-217"));
    }
}
