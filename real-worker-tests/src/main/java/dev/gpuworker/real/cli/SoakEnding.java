package dev.gpuworker.real.cli;

import dev.gpuworker.real.verify.EndingJobs;
import java.util.Map;

/**
 * How the requests of a soak end.
 *
 * @param word finished, cancelled, client-gone or failed
 * @param code the code of the error of failed requests; otherwise empty
 * @param provocation the prompt that makes them fail; otherwise empty
 */
record SoakEnding(String word, String code, String provocation) {
    /** Returns the ending; throws {@link IllegalArgumentException} for an unknown one, or without what it needs. */
    static SoakEnding of(String word, Map<String, String> provocations) {
        if (!word.matches("finished|cancelled|client-gone|failed")) {
            throw new IllegalArgumentException(
                    "--ending must be finished, cancelled, client-gone or failed, but was \"" + word + "\"");
        }
        if (word.equals("failed") != (provocations.size() == 1)) {
            throw new IllegalArgumentException(
                    "--ending failed needs one --provoke <code>=<prompt>, and no other ending takes one");
        }
        return provocations.entrySet().stream()
                .findFirst()
                .map(one -> new SoakEnding(word, one.getKey(), one.getValue()))
                .orElseGet(() -> new SoakEnding(word, "", ""));
    }

    EndingJobs.Job of(EndingJobs jobs) {
        return switch (word) {
            case "cancelled" -> jobs::cancelled;
            case "client-gone" -> jobs::clientGone;
            case "failed" -> () -> jobs.failed(code, provocation);
            default -> jobs::finished;
        };
    }
}
