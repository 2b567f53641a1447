package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.wire.BrowserGuard;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses requests that a foreign web page makes a browser send (D-27). Without this, any page that somebody opens
 * could run jobs and stop the mock, and a page whose host name resolves to 127.0.0.1 could read the journal. Immutable,
 * thread-safe.
 */
final class ForeignPages {
    /** Paths that a page may call without a preflight request, and that change something. */
    private static final Set<String> GUARDED = Set.of("/execute", "/cancel", "/shutdown");

    private final BrowserGuard guard;
    private final boolean guardsWorker;

    /**
     * @param origins allowed origins, as browsers write them
     * @param hosts allowed host names, in lower case
     * @param guardsWorker whether the worker's own paths are guarded as well
     */
    ForeignPages(Set<String> origins, Set<String> hosts, boolean guardsWorker) {
        this.guard = new BrowserGuard(origins, hosts);
        this.guardsWorker = guardsWorker;
    }

    /**
     * Throws a {@link Refusal} for a request to the control plane that comes from a foreign page or through a rebound
     * host name.
     */
    void checkControl(Context context) {
        guard.refusesHost("the control plane", values(context, "Host")).ifPresent(ForeignPages::refuse);
        checkPage(context);
    }

    /** Throws a {@link Refusal} for a job, a cancel or a shutdown that a foreign page sends. */
    void checkWorker(Context context) {
        if (guardsWorker && GUARDED.contains(context.path())) {
            checkPage(context);
        }
    }

    /** Throws a {@link Refusal} for a request that comes from a page of another site than the one it goes to. */
    void checkOtherSite(Context context) {
        String own =
                "http://" + String.join("", values(context, "Host")).strip().toLowerCase(Locale.ROOT);
        if (!values(context, "Origin").equals(List.of(own))) {
            checkPage(context);
        }
    }

    private void checkPage(Context context) {
        guard.refusesPage(values(context, "Origin"), values(context, "Sec-Fetch-Site"))
                .ifPresent(ForeignPages::refuse);
    }

    private static void refuse(String reason) {
        throw Refusal.foreign(reason);
    }

    private static List<String> values(Context context, String name) {
        var values = context.req().getHeaders(name);
        return values == null ? List.of() : Collections.list(values);
    }
}
