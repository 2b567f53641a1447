package dev.gpuworker.pact;

import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;

import au.com.dius.pact.consumer.dsl.DslPart;
import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import au.com.dius.pact.consumer.dsl.Matchers;
import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.consumer.dsl.PactDslRootValue;
import au.com.dius.pact.core.model.V4Pact;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.ExecuteRequestBuilder;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.SseFrame;
import dev.gpuworker.wire.StopReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a stream promises: its head as HTTP, and its whole as a digest of the decoded events. */
final class StreamContract {
    private static final int SEED = 42;

    static final ExecuteRequest HEAD_REQUEST = request("job-head").build();
    static final String EXAMPLE = new SseFrame(
                            "started",
                            "{\"job_id\":\"job-head\",\"model\":\"qwen2.5-0.5b-instruct\",\"started_at\":\"2026-01-01T00:00:00Z\"}")
                    .text()
            + SseFrame.of(new InferenceEvent.Token("Warps", 0)).text()
            + SseFrame.of(new InferenceEvent.End(1, 12, StopReason.EOS, null)).text();

    private static final String NO_CACHE =
            "^(" + Expression.ANY + "+,[ \\t]*)?" + Expression.anyCase("no-cache") + "([,=]" + Expression.ANY + "*)?$";
    /** A byte order mark, comments and other lines may stand before the first event. */
    private static final String BEGINS_WITH_STARTED =
            "^(\uFEFF|" + Expression.ANY + "*[\\r\\n])?event: ?started[\\r\\n]" + Expression.ANY + "*$";

    static final List<StreamCase> CASES = List.of(
            new StreamCase(
                    "the stream of a job that ends",
                    "M0-W-1311",
                    ProviderStates.READY,
                    Map.of(),
                    request("job-ends").build(),
                    new StreamCase.Ending.Ends()),
            new StreamCase(
                    "the stream of a job that hits a stop sequence",
                    "M0-W-1422",
                    ProviderStates.JOB_HITS_STOP_SEQUENCE,
                    Map.of("sequence", "END"),
                    request("job-stops").stop("END").build(),
                    new StreamCase.Ending.StopsAt("END")),
            new StreamCase(
                    "the stream of a job that is cancelled",
                    "M0-W-1330",
                    ProviderStates.JOB_IS_CANCELLED,
                    Map.of(),
                    ExecuteRequest.builder("job-cancelled", "Count from one to ten thousand")
                            .maxTokens(2048)
                            .build(),
                    new StreamCase.Ending.Fails(ErrorCode.CANCELLED)),
            failing("the stream of a job that runs out of VRAM", "M0-W-1021", "job-oom", ErrorCode.VRAM_OOM),
            failing("the stream of a job that meets a CUDA error", "M0-W-1510", "job-cuda", ErrorCode.CUDA_ERROR),
            failing("the stream of a job that takes too long", "M0-W-1101", "job-slow", ErrorCode.INFERENCE_TIMEOUT));

    private StreamContract() {}

    static V4Pact head(PactBuilder builder) {
        return builder.expectsToReceiveHttpInteraction(
                        "the head of a stream",
                        http -> Contract.refer(http, "M0-W-1300", "M0-W-1310")
                                .state(ProviderStates.READY.words())
                                .withRequest(request ->
                                        request.method("POST").path("/execute").body(anyZero(HEAD_REQUEST)))
                                .willRespondWith(response -> response.status(200)
                                        .header(
                                                "Content-Type",
                                                Matchers.regexp(
                                                        Expression.mediaType("text/event-stream"), "text/event-stream"))
                                        .header("Cache-Control", Matchers.regexp(NO_CACHE, "no-cache"))
                                        .body(PactDslRootValue.stringMatcher(BEGINS_WITH_STARTED, EXAMPLE))))
                .toPact();
    }

    /** Describes a request whose temperature is 0 or 0.0: clients differ. */
    private static DslPart anyZero(ExecuteRequest request) {
        return newJsonBody(o -> {
                    o.stringValue("job_id", request.jobId());
                    o.stringValue("prompt", request.prompt());
                    o.numberValue("max_tokens", request.maxTokens());
                    o.numberType("temperature", 0);
                    o.numberValue("seed", SEED);
                })
                .build();
    }

    static V4Pact streams(PactBuilder builder) {
        CASES.forEach(stream -> builder.expectsToReceiveSynchronousMessageInteraction(
                stream.description(),
                message -> message.reference("worker-api", "id", stream.requirement())
                        .reference("worker-api", "id-2", "M0-W-1312")
                        .state(stream.state().words(), stream.parameters())
                        .withRequest(request -> request.withContent(Contract.json(stream.request()), Contract.JSON))
                        .willRespondWith(response -> response.withContent(digest(stream)))));
        return builder.toPact();
    }

    private static ExecuteRequestBuilder request(String jobId) {
        return ExecuteRequest.builder(jobId, "Write a haiku about GPU computing")
                .maxTokens(16)
                .temperature(0)
                .seed(SEED);
    }

    private static StreamCase failing(String description, String requirement, String jobId, ErrorCode code) {
        return new StreamCase(
                description,
                requirement,
                ProviderStates.JOB_FAILS,
                Map.of("code", code.name()),
                request(jobId).build(),
                new StreamCase.Ending.Fails(code));
    }

    private static DslPart digest(StreamCase stream) {
        String terminal = stream.ending().type();
        return newJsonBody(o -> {
                    o.numberValue("status", 200);
                    o.stringValue("contentType", "text/event-stream");
                    o.stringMatcher(
                            "sequence",
                            "^started( (token|metrics))* " + terminal + "$",
                            "started metrics token token " + terminal);
                    o.object("events", events -> events(events, stream));
                    o.object("facts", StreamContract::facts);
                })
                .build();
    }

    private static void events(LambdaDslObject events, StreamCase stream) {
        events.minMaxArrayLike("started", 1, 1, started -> {
            Contract.exactly(started, "job_id", stream.request().jobId());
            Contract.text(started, "model", "qwen2.5-0.5b-instruct");
            started.stringMatcher(
                    "started_at",
                    "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?(Z|\\+00:00)$",
                    Instant.parse("2026-01-01T00:00:00Z").toString());
        });
        events.eachLike("token", 2, token -> {
            token.stringType("t", "GPU");
            Contract.integer(token, "i", 0);
        });
        events.eachLike("metrics", 1, metrics -> {
            metrics.numberType("tokens_per_sec", 12.5);
            Contract.integer(metrics, "vram_bytes", 17_179_869_184L);
        });
        terminal(events, stream.ending());
    }

    private static void terminal(LambdaDslObject events, StreamCase.Ending ending) {
        if (ending instanceof StreamCase.Ending.Fails fails) {
            events.minMaxArrayLike("error", 1, 1, error -> {
                Contract.exactly(error, "code", fails.code().name());
                Contract.text(error, "message", "failed");
                Contract.exactly(error, "retriable", fails.code().retriable());
            });
            return;
        }
        events.minMaxArrayLike("end", 1, 1, end -> {
            Contract.integer(end, "tokens_out", 2);
            Contract.integer(end, "decode_time_ms", 12);
            if (ending instanceof StreamCase.Ending.StopsAt stops) {
                Contract.exactly(end, "stop_reason", StopReason.STOP_SEQUENCE.name());
                Contract.exactly(end, "stop_sequence_matched", stops.sequence());
            }
        });
    }

    private static void facts(LambdaDslObject facts) {
        List.of(
                        "responseEnded",
                        "bytesAreUtf8",
                        "lastEventComplete",
                        "noIdsAndNoRetries",
                        "typesInJsonAgree",
                        "jobIdIsTheRequests",
                        "noReplacementCharacters",
                        "tokenIndexesContiguousFromZero",
                        "tokensWithinMaxTokens",
                        "tokensOutEqualsTokenEvents",
                        "numbersNotNegative",
                        "optionalFieldsAsPromised")
                .forEach(fact -> facts.booleanValue(fact, true));
    }
}
