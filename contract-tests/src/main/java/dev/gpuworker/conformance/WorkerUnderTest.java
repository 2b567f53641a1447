package dev.gpuworker.conformance;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/** A running worker that answers at a URL, and what is known of it. Implementations must be thread-safe. */
public interface WorkerUnderTest {
    /** Returns the base URL, {@code http://host:port}. */
    URI url();

    /** Returns the capabilities that this worker is known to have; none by default. */
    default Set<Capability> capabilities() {
        return Set.of();
    }

    /**
     * Returns prompts that make this worker fail in a known way, by capability; none by default. A mock finds them in
     * its scenarios; a real worker can seldom be made to fail from outside.
     */
    default Map<Capability, String> provocations() {
        return Map.of();
    }

    /** Returns a worker of which only the URL is known. Throws on a URL that is not http with a host. */
    static WorkerUnderTest at(URI url) {
        requireAddress(url);
        return () -> url;
    }

    /** Returns where to connect. */
    default InetSocketAddress address() {
        return HostAndPort.of(url())
                .orElseThrow(() -> new IllegalArgumentException("no host in \"" + url() + "\""))
                .address();
    }

    private static void requireAddress(URI url) {
        if (!"http".equalsIgnoreCase(url.getScheme())
                || (!has(url, '@') && HostAndPort.of(url).isEmpty())) {
            throw new IllegalArgumentException(
                    "not the URL of a worker: \"" + url + "\"; write http://host:port, as in http://127.0.0.1:8080");
        }
        String path = url.getPath();
        refuse(url, path != null && !path.isEmpty() && !"/".equals(path), "a path");
        refuse(url, url.getRawQuery() != null, "a query");
        refuse(url, url.getRawFragment() != null, "a fragment");
        refuse(url, has(url, '@'), "a user");
    }

    private static void refuse(URI url, boolean has, String what) {
        if (has) {
            String authority = String.valueOf(url.getRawAuthority());
            String shown =
                    has(url, '@') ? "http://…" + authority.substring(authority.lastIndexOf('@')) : url.toString();
            throw new IllegalArgumentException(
                    "not the base URL of a worker: \"" + shown + "\" has " + what + "; write http://host:port alone");
        }
    }

    private static boolean has(URI url, char wanted) {
        return url.getRawAuthority() != null && url.getRawAuthority().indexOf(wanted) >= 0;
    }
}
