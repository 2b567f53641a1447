package dev.gpuworker.real.drift;

import java.util.Locale;
import java.util.Set;

/**
 * One request to send to the worker and to the mock.
 *
 * @param name letters, digits, dots, dashes and underscores, at most 64; the name of its files
 * @param method GET, POST, PUT, DELETE or HEAD
 * @param path with its leading slash
 * @param body text of the body; empty for none, as with GET and HEAD
 */
public record RecordedRequest(String name, String method, String path, String body) {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "HEAD");

    /** Checks the values. */
    public RecordedRequest {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException(
                    "name must be 1 to 64 letters, digits, dots, dashes or underscores, but was \"" + name + "\"");
        }
        method = method.toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw new IllegalArgumentException(
                    "method must be one of GET POST PUT DELETE HEAD, but was \"" + method + "\"");
        }
        if (!body.isEmpty() && (method.equals("GET") || method.equals("HEAD"))) {
            throw new IllegalArgumentException(
                    "a " + method + " has no body; leave \"body\" out, or send it with POST or PUT");
        }
        if (!path.matches("/[\\x21-\\x7e]*")) {
            throw new IllegalArgumentException("path must begin with / and have no spaces, but was \"" + path + "\"");
        }
    }

    /** Returns whether this request starts a job. */
    boolean isJob() {
        return method.equals("POST") && path.equals("/execute");
    }
}
