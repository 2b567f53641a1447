package dev.gpuworker.pact;

import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;
import static dev.gpuworker.pact.Refusal.Broken.bound;
import static dev.gpuworker.pact.Refusal.Broken.exactly;
import static dev.gpuworker.pact.Refusal.Broken.range;
import static dev.gpuworker.pact.Refusal.Broken.stop;
import static dev.gpuworker.pact.Refusal.body;
import static dev.gpuworker.pact.Refusal.field;

import au.com.dius.pact.consumer.dsl.DslPart;
import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import au.com.dius.pact.consumer.dsl.Matchers;
import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.core.model.V4Pact;
import dev.gpuworker.wire.ErrorCode;
import java.util.List;
import java.util.Map;

/** What is refused, and how: every constraint of a request once, and the refusals that depend on the worker's state. */
final class RefusalContract {
    private static final String JOB = "\"job_id\":\"job-refused\"";
    private static final String PROMPT = "\"prompt\":\"Write a haiku\"";
    private static final String FIELDS = "M0-W-1302";
    /** Seconds, or a date. */
    private static final String RETRY_AFTER = "^([0-9]+|[A-Z][a-z]{2}, [A-Za-z0-9 :-]+ GMT)$";

    static final List<Refusal> FIELD_REFUSALS = List.of(
            body("no job_id", FIELDS, "{" + PROMPT + "}", exactly("job_id", "required")),
            body("an empty job_id", FIELDS, "{\"job_id\":\"\"," + PROMPT + "}", exactly("job_id", "non_empty")),
            body(
                    "a job_id of 257 characters",
                    "D-02",
                    "{\"job_id\":\"" + "x".repeat(257) + "\"," + PROMPT + "}",
                    exactly("job_id", "max_length(256)")),
            body(
                    "a job_id that is a number",
                    FIELDS,
                    "{\"job_id\":1," + PROMPT + "}",
                    exactly("job_id", "type(string)")),
            body("no prompt", FIELDS, "{" + JOB + "}", exactly("prompt", "required")),
            // an empty prompt is both too short and empty; the contract does not fix which constraint the error names
            body(
                    "an empty prompt",
                    FIELDS,
                    "{" + JOB + ",\"prompt\":\"\"}",
                    bound("prompt", "length(1..=32768)", "^(length\\(1\\.\\.=32768\\)|non_empty)$")),
            body("a prompt that is an array", FIELDS, "{" + JOB + ",\"prompt\":[]}", exactly("prompt", "type(string)")),
            field(
                    "max_tokens 0",
                    FIELDS,
                    "\"max_tokens\":0",
                    bound("max_tokens", "range(1..=2048)", "^range\\(1\\.\\.=[0-9]+\\)$")),
            field("max_tokens in quotes", FIELDS, "\"max_tokens\":\"8\"", exactly("max_tokens", "type(integer)")),
            field("temperature 3", FIELDS, "\"temperature\":3", range("temperature", 0, 2)),
            field("temperature in quotes", FIELDS, "\"temperature\":\"1\"", exactly("temperature", "type(number)")),
            field("top_p 1.5", FIELDS, "\"top_p\":1.5", range("top_p", 0, 1)),
            field(
                    "top_k -1",
                    FIELDS,
                    "\"top_k\":-1",
                    bound("top_k", "range(0..=151936)", "^range\\(0\\.\\.=[0-9]+\\)$")),
            field("min_p -0.5", "M0-W-1421", "\"min_p\":-0.5", range("min_p", 0, 1)),
            field("repetition_penalty 2.5", FIELDS, "\"repetition_penalty\":2.5", range("repetition_penalty", 0, 2)),
            field("stop that is no array", FIELDS, "\"stop\":\"x\"", exactly("stop", "type(array)")),
            field(
                    "five stop sequences",
                    FIELDS,
                    "\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]",
                    exactly("stop", "max_count(4)")),
            field("an empty stop sequence", FIELDS, "\"stop\":[\"\"]", stop(0, "non_empty")),
            field(
                    "a stop sequence that is too long",
                    "D-03",
                    "\"stop\":[\"ok\",\"" + "stop here ".repeat(40) + "\"]",
                    stop(1, "max_length(100)", "^max_length\\([0-9]+\\)$")),
            field("a stop sequence that is a number", FIELDS, "\"stop\":[1]", stop(0, "type(string)")),
            field("seed -1", "M0-W-1030", "\"seed\":-1", exactly("seed", "range(0..=18446744073709551615)")),
            field("seed in quotes", "M0-W-1030", "\"seed\":\"42\"", exactly("seed", "type(integer)")),
            field(
                    "two fields out of bounds",
                    FIELDS,
                    "\"temperature\":-1,\"top_p\":2",
                    range("temperature", 0, 2),
                    range("top_p", 0, 1)),
            // pact-jvm cannot hold a request that claims to be JSON and is not; that case is left to the rules
            // how JSON that is no object is called is not promised
            body(
                    "a body that is no JSON object",
                    FIELDS,
                    "[\"haiku\"]",
                    bound("body", "valid_json", "^(valid_json|type\\(" + Expression.ANY + "+\\))$")));

    static final List<Refusal> STATE_REFUSALS = List.of(
            new Refusal(
                    "a job whose id is taken",
                    "D-08",
                    ProviderStates.JOB_RUNS,
                    Map.of("job_id", "job-taken"),
                    "/execute",
                    "{\"job_id\":\"job-taken\"," + PROMPT + "}",
                    409,
                    ErrorCode.INVALID_REQUEST,
                    List.of(exactly("job_id", "unique"))),
            new Refusal(
                    "a second job",
                    "D-07",
                    ProviderStates.REFUSES_SECOND_JOB,
                    Map.of("job_id", "job-first"),
                    "/execute",
                    "{\"job_id\":\"job-second\"," + PROMPT + "}",
                    503,
                    ErrorCode.WORKER_BUSY,
                    List.of()),
            new Refusal(
                    "a job while the worker drains",
                    "M0-W-1340",
                    ProviderStates.DRAINING,
                    Map.of(),
                    "/execute",
                    "{\"job_id\":\"job-late\"," + PROMPT + "}",
                    503,
                    ErrorCode.WORKER_DRAINING,
                    List.of()));

    static final List<Refusal> CANCEL_REFUSALS = List.of(
            cancel("a cancel without a job_id", "{}", "required"),
            cancel("a cancel of an empty job_id", "{\"job_id\":\"\"}", "non_empty"));

    private RefusalContract() {}

    static V4Pact of(List<Refusal> refusals, PactBuilder builder) {
        refusals.forEach(refusal -> builder.expectsToReceiveHttpInteraction(
                refusal.description(),
                http -> Contract.refer(http, refusal.requirement())
                        .state(refusal.state().words(), refusal.parameters())
                        .withRequest(request ->
                                request.method("POST").path(refusal.path()).body(refusal.body(), Contract.JSON))
                        .willRespondWith(response -> {
                            Contract.json(response, refusal.status(), envelope(refusal));
                            return refusal.code() == ErrorCode.WORKER_BUSY
                                    ? response.header("Retry-After", Matchers.regexp(RETRY_AFTER, "1"))
                                    : response;
                        })));
        return builder.toPact();
    }

    private static Refusal cancel(String description, String body, String constraint) {
        return new Refusal(
                description,
                "M0-W-1330",
                ProviderStates.READY,
                Map.of(),
                "/cancel",
                body,
                400,
                ErrorCode.INVALID_REQUEST,
                List.of(exactly("job_id", constraint)));
    }

    private static DslPart envelope(Refusal refusal) {
        return newJsonBody(o -> {
                    o.stringValue("code", refusal.code().name());
                    Contract.text(o, "message", "refused");
                    o.booleanValue("retriable", refusal.code().retriable());
                    if (refusal.errors().size() == 1) {
                        o.array(
                                "errors",
                                errors -> errors.object(
                                        e -> error(e, refusal.errors().get(0))));
                    } else if (!refusal.errors().isEmpty()) {
                        anyOrder(o, refusal.errors());
                    }
                })
                .build();
    }

    private static void error(LambdaDslObject error, Refusal.Broken broken) {
        error.stringMatcher("field", broken.fieldRegex(), broken.field());
        error.stringMatcher("constraint", broken.constraintRegex(), broken.constraint());
        Contract.text(error, "message", broken.field() + " is wrong");
    }

    /** The order of the errors is not promised: each item must be one of them, and there are as many. */
    private static void anyOrder(LambdaDslObject envelope, List<Refusal.Broken> errors) {
        String fields =
                String.join("|", errors.stream().map(Refusal.Broken::field).toList());
        envelope.minMaxArrayLike("errors", errors.size(), errors.size(), errors.size(), e -> {
            e.stringMatcher("field", "^(" + fields + ")$", errors.get(0).field());
            Contract.text(e, "constraint", errors.get(0).constraint());
            Contract.text(e, "message", "out of bounds");
        });
    }
}
