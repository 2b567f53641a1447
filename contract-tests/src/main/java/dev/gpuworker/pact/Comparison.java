package dev.gpuworker.pact;

import au.com.dius.pact.core.matchers.BodyMismatch;
import au.com.dius.pact.core.matchers.Mismatch;
import au.com.dius.pact.core.matchers.ResponseMatching;
import au.com.dius.pact.core.model.Consumer;
import au.com.dius.pact.core.model.ContentType;
import au.com.dius.pact.core.model.HttpRequest;
import au.com.dius.pact.core.model.HttpResponse;
import au.com.dius.pact.core.model.OptionalBody;
import au.com.dius.pact.core.model.Provider;
import au.com.dius.pact.core.model.V4Interaction;
import au.com.dius.pact.core.model.V4Pact;
import au.com.dius.pact.core.model.v4.MessageContents;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.conformance.Verdict;
import java.util.List;
import java.util.Map;

/** Compares an answer with the pact, using pact-jvm's own matchers. */
final class Comparison {
    /** The expectation of every interaction; the mismatches name the details. */
    static final String EXPECTED = "the answer that the pact describes";

    /** Enough mismatches to see what is wrong; a body that differs everywhere has thousands. */
    private static final int MISMATCHES_MAX = 12;

    private static final int MISMATCH_CHARS_MAX = 400;

    private Comparison() {}

    /** Compares an answer. */
    static Verdict of(V4Interaction.SynchronousHttp expected, Transcript actual) {
        String contentType = actual.header("content-type").orElse("");
        OptionalBody body = actual.body().length == 0
                ? OptionalBody.empty()
                : contentType.isEmpty()
                        ? OptionalBody.body(actual.body())
                        : OptionalBody.body(actual.body(), ContentType.fromString(contentType));
        return verdict(expected, new HttpResponse(actual.status(), actual.headers(), body), actual);
    }

    /** Compares the digest of a stream with the message that the pact expects. */
    static Verdict of(V4Interaction.SynchronousMessages expected, Transcript actual) {
        MessageContents contents = expected.getResponse().get(0);
        V4Interaction.SynchronousHttp asHttp = new V4Interaction.SynchronousHttp(
                "",
                expected.getDescription(),
                expected.getProviderStates(),
                new HttpRequest("POST", "/execute"),
                new HttpResponse(200, Map.of(), contents.getContents(), contents.getMatchingRules()));
        HttpResponse digest = new HttpResponse(
                200,
                Map.of("Content-Type", List.of("application/json")),
                OptionalBody.body(StreamDigest.of(actual), ContentType.getJSON()));
        return verdict(asHttp, digest, actual);
    }

    private static Verdict verdict(V4Interaction.SynchronousHttp expected, HttpResponse actual, Transcript evidence) {
        V4Pact pact = new V4Pact(new Consumer(), new Provider(), List.of(expected));
        List<? extends Mismatch> mismatches = ResponseMatching.responseMismatches(pact, expected, actual);
        if (mismatches.isEmpty()) {
            return new Verdict.Passed("as the pact says");
        }
        StringBuilder message =
                new StringBuilder(evidence.method() + " " + evidence.path() + " got " + received(evidence));
        message.append(BodyStart.line(evidence));
        mismatches.stream()
                .limit(MISMATCHES_MAX)
                .forEach(mismatch -> message.append("\n  - ").append(shortened(described(mismatch))));
        if (mismatches.size() > MISMATCHES_MAX) {
            message.append("\n  … and ")
                    .append(mismatches.size() - MISMATCHES_MAX)
                    .append(" more");
        }
        return new Verdict.Failed(EXPECTED, message.toString(), List.of());
    }

    /**
     * Adds the place: "Expected false (Boolean) to be equal to true (Boolean)" alone does not name the fact of a
     * stream.
     */
    private static String described(Mismatch mismatch) {
        String what = mismatch.description();
        return mismatch instanceof BodyMismatch body && !what.contains(body.getPath())
                ? body.getPath() + ": " + what
                : what;
    }

    private static String received(Transcript evidence) {
        String ending = evidence.ending() == TransferEnd.COMPLETE
                ? ""
                : ", which ended " + evidence.ending() + " " + evidence.endDetail();
        return "HTTP " + evidence.status() + " with " + evidence.body().length + " bytes" + ending;
    }

    private static String shortened(String text) {
        return text.length() <= MISMATCH_CHARS_MAX ? text : text.substring(0, MISMATCH_CHARS_MAX) + "…";
    }
}
