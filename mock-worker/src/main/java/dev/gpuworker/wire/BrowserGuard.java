package dev.gpuworker.wire;

import dev.gpuworker.io.PrintableText;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides from the headers of a request whether a foreign web page made a browser send it (D-27). A server on loopback
 * needs this: any page that somebody opens can send it requests, and a page whose host name resolves to 127.0.0.1 can
 * read its answers. Names are never resolved. Immutable, thread-safe.
 */
public final class BrowserGuard {
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F:.]{2,50}]");
    private static final int SHOWN_CHARS_MAX = 200;

    private final Set<String> origins;
    private final Set<String> hosts;

    /**
     * Creates a guard that also lets these pass.
     *
     * @param origins origins as {@link Origins#parse} returns them
     * @param hosts host names, in lower case
     */
    public BrowserGuard(Set<String> origins, Set<String> hosts) {
        this.origins = Set.copyOf(origins);
        this.hosts = Set.copyOf(hosts);
    }

    /**
     * Returns why a request with these {@code Host} headers is refused: none of them may be another name than a
     * loopback name, an IP address or an allowed name. Empty if it is not refused.
     *
     * @param what the server, for the sentence: {@code the control plane}
     */
    public Optional<String> refusesHost(String what, List<String> hostHeaders) {
        return hostHeaders.stream()
                .filter(host -> !isAllowedHost(host))
                .findFirst()
                .map(host -> what + " is not served under the name \"" + shown(host)
                        + "\"; use localhost or an IP address, or start with --allow-host " + shown(hostOf(host)));
    }

    /**
     * Returns why a request with these headers is refused: a foreign page sent it. Empty if it is not refused.
     *
     * @param originHeaders the values of {@code Origin}
     * @param siteHeaders the values of {@code Sec-Fetch-Site}
     */
    public Optional<String> refusesPage(List<String> originHeaders, List<String> siteHeaders) {
        Optional<String> foreign = originHeaders.stream()
                .filter(origin -> !isLocalOrAllowed(origin))
                .findFirst();
        if (foreign.isPresent()) {
            return foreign.map(origin -> "a page of \"" + shown(origin)
                    + "\" may not send this; start with --allow-origin " + shown(origin) + " if it is meant to");
        }
        // A local page under another name is "cross-site" too, but it sends an Origin wherever that matters.
        boolean crossSite = siteHeaders.stream().anyMatch(site -> site.strip().equalsIgnoreCase("cross-site"));
        return crossSite && originHeaders.isEmpty()
                ? Optional.of("a page of another site may not send this (Sec-Fetch-Site: cross-site)")
                : Optional.empty();
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

    private static String shown(String text) {
        return PrintableText.excerpt(text, SHOWN_CHARS_MAX);
    }
}
