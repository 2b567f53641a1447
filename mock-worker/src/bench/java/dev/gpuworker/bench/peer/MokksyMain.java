package dev.gpuworker.bench.peer;

import dev.gpuworker.bench.load.TokenFrames;
import dev.mokksy.mokksy.MokksyServer;
import dev.mokksy.mokksy.response.StreamingResponseDefinitionBuilder;
import io.ktor.sse.ServerSentEvent;
import io.ktor.sse.ServerSentEventMetadata;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kotlin.Unit;
import kotlin.time.DurationKt;
import kotlin.time.DurationUnit;
import kotlinx.coroutines.flow.FlowKt;

/** Mokksy as a process: an SSE stream of a list with a delay between chunks. */
public final class MokksyMain {
    private MokksyMain() {}

    /** Arguments: the port, and a {@link Spec} for each path. */
    public static void main(String[] args) throws InterruptedException {
        MokksyServer server = new MokksyServer(Integer.parseInt(args[0]), "127.0.0.1", false);
        for (Spec spec : Spec.of(args)) {
            server.post(request -> {
                        request.path("/" + spec.name());
                        return Unit.INSTANCE;
                    })
                    .respondsWithSseStream(stream -> {
                        answer(spec, stream);
                        return Unit.INSTANCE;
                    });
        }
        // Its own threads don't keep the process alive.
        Thread.currentThread().join();
    }

    private static void answer(
            Spec spec, StreamingResponseDefinitionBuilder<String, ServerSentEventMetadata<Object>> stream) {
        List<ServerSentEventMetadata<Object>> events = new ArrayList<>();
        for (int i = 0; i < spec.tokens(); i++) {
            events.add(event(i));
        }
        stream.setFlow(FlowKt.asFlow(events));
        setDelay(stream, DurationKt.toDuration(spec.everyMillis(), DurationUnit.MILLISECONDS));
    }

    /** The library's own event is of a type for strings; the stream's element type is free. */
    @SuppressWarnings("unchecked")
    private static ServerSentEventMetadata<Object> event(int i) {
        return (ServerSentEventMetadata<Object>)
                (ServerSentEventMetadata<?>) new ServerSentEvent(TokenFrames.json(i), "token", null, null, null);
    }

    /** A Kotlin duration is a long, set by a method whose name Java can't write. */
    private static void setDelay(StreamingResponseDefinitionBuilder<?, ?> stream, long duration) {
        try {
            Method setter = Stream.of(stream.getClass().getMethods())
                    .filter(method -> method.getName().startsWith("setDelayBetweenChunks"))
                    .findFirst()
                    .orElseThrow();
            setter.invoke(stream, duration);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Mokksy has no delay between chunks any more", e);
        }
    }
}
