package dev.gpuworker.mock.scenario.dispatch;

/**
 * The scenario that came closest to matching a request.
 *
 * @param scenario its name
 * @param reason why it does not match: the expected value, never the request's
 */
public record NearestMiss(String scenario, String reason) {
    /** Returns a sentence for people. */
    public String message() {
        return "no scenario matches; the nearest is \"" + scenario + "\": " + reason;
    }
}
