package dev.gpuworker.conformance;

import java.net.IDN;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port of a URL. {@link URI} rejects a host with an underscore, but docker compose and swarm create such
 * names, and curl, OkHttp and resolvers accept them.
 *
 * @param host a name or an address; an IPv6 address without its brackets
 * @param port 1 to 65535
 */
record HostAndPort(String host, int port) {
    private static final int PORT_MAX = 65_535;
    private static final int HTTP = 80;
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+(?:%[\\w.-]+)?)\\]|([\\p{L}\\p{N}\\p{M}._~-]+))(?::(\\d{0,5}))?");

    /** Returns host and port of this URL; empty if it names no host or an impossible port. */
    static Optional<HostAndPort> of(URI url) {
        String authority = url.getRawAuthority();
        Matcher form = AUTHORITY.matcher(authority == null ? "" : authority);
        if (!form.matches()) {
            return Optional.empty();
        }
        String digits = form.group(3);
        int port = digits == null || digits.isEmpty() ? HTTP : Integer.parseInt(digits);
        return port < 1 || port > PORT_MAX ? Optional.empty() : host(form).map(host -> new HostAndPort(host, port));
    }

    private static Optional<String> host(Matcher form) {
        if (form.group(1) != null) {
            return Optional.of(form.group(1));
        }
        try {
            return Optional.of(IDN.toASCII(form.group(2)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the address to connect to, unresolved if the host is unknown. */
    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }
}
