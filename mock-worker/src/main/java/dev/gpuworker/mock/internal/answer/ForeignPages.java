package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.io.PrintableText;
import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.wire.Origins;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that a foreign web page makes a browser send (D-27). Without this, any page that somebody opens
 * could run jobs and stop the mock, and a page whose host name resolves to 127.0.0.1 could read the journal. Immutable,
 * thread-safe.
 */
final class ForeignPages {
    /** Paths that a page may call without a preflight request, and that change something. */
    private static final Set<String> GUARDED = Set.of("/execute", "/cancel", "/shutdown");

    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F:.]{2,50}]");
    private static final int SHOWN_CHARS_MAX = 200;

    private final Set<String> origins;
    private final Set<String> hosts;
    private final boolean guardsWorker;

    /**
     * @param origins allowed origins, as browsers write them
     * @param hosts allowed host names, in lower case
     * @param guardsWorker whether the worker's own paths are guarded as well
     */
    ForeignPages(Set<String> origins, Set<String> hosts, boolean guardsWorker) {
        this.origins = Set.copyOf(origins);
        this.hosts = Set.copyOf(hosts);
        this.guardsWorker = guardsWorker;
    }

    /**
     * Throws a {@link Refusal} for a request to the control plane that comes from a foreign page or through a rebound
     * host name.
     */
    void checkControl(Context context) {
        for (String host : values(context, "Host")) {
            if (!isAllowedHost(host)) {
                throw Refusal.foreign("the control plane is not served under the name \"" + shown(host)
                        + "\"; use localhost or an IP address, or start with --allow-host " + shown(hostOf(host)));
            }
        }
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
        List<String> given = values(context, "Origin");
        for (String origin : given) {
            if (!isLocalOrAllowed(origin)) {
                throw Refusal.foreign("a page of \"" + shown(origin)
                        + "\" may not send this; start with --allow-origin " + shown(origin) + " if it is meant to");
            }
        }
        // A local page under another name is "cross-site" too, but it sends an Origin wherever that matters.
        boolean crossSite = values(context, "Sec-Fetch-Site").stream()
                .anyMatch(site -> site.strip().equalsIgnoreCase("cross-site"));
        if (crossSite && given.isEmpty()) {
            throw Refusal.foreign("a page of another site may not send this (Sec-Fetch-Site: cross-site)");
        }
    }

    private boolean isLocalOrAllowed(String text) {
        Optional<String> origin = Origins.parse(text);
        if (origin.isEmpty()) {
            return false;
        }
        return origins.contains(origin.get()) || isLocal(hostOf(origin.get().replaceFirst("^[a-z]+://", "")));
    }

    private boolean isAllowedHost(String header) {
        String host = hostOf(header.strip());
        return isLoopbackName(host) || address(host) != null || hosts.contains(host);
    }

    /** Returns whether the host is a loopback name or an address of this machine. */
    private static boolean isLocal(String host) {
        if (isLoopbackName(host)) {
            return true;
        }
        InetAddress address = address(host);
        try {
            return address != null
                    && (address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null);
        } catch (SocketException e) {
            return false;
        }
    }

    /** Browsers treat every name below localhost as loopback. */
    private static boolean isLoopbackName(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return name.equals("localhost") || name.endsWith(".localhost");
    }

    /** Returns the address if the host is a literal one; null for a name, which is never resolved. */
    private static @Nullable InetAddress address(String host) {
        boolean literal = IPV6.matcher(host).matches()
                || (IPV4.matcher(host).matches()
                        && List.of(host.split("\\.")).stream().allMatch(part -> Integer.parseInt(part) <= 255));
        try {
            return literal ? InetAddress.getByName(host) : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Returns the host of {@code host:port}, in lower case; an IPv6 address keeps its brackets. */
    private static String hostOf(String authority) {
        String lower = authority.toLowerCase(Locale.ROOT);
        int end = lower.startsWith("[") ? lower.indexOf(']') + 1 : lower.indexOf(':');
        return end <= 0 ? lower : lower.substring(0, end);
    }

    private static List<String> values(Context context, String name) {
        var values = context.req().getHeaders(name);
        return values == null ? List.of() : Collections.list(values);
    }

    private static String shown(String text) {
        return PrintableText.excerpt(text, SHOWN_CHARS_MAX);
    }
}
