package dev.gpuworker.io;

import java.net.IDN;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP URL whose host is read as curl reads it. It accepts names with underscores, which Docker Compose creates, and
 * names with non-ASCII letters; {@link URI#getHost()} returns neither. Immutable, thread-safe.
 *
 * @param scheme {@code http} or {@code https}
 * @param host as it is resolved: in ASCII, an IPv6 address in brackets
 * @param port 1 to 65535, or -1 if the URL names none
 * @param pathAndQuery begins with a slash, unless it is empty
 */
public record HttpAddress(String scheme, String host, int port, String pathAndQuery) {
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:[^@]*@)?(?<host>\\[[0-9a-fA-F:.%]+]|[^:\\[\\]@\\s]+)(?::(?<port>[0-9]{0,9}))?");

    private static final int PORT_MAX = 65_535;

    /**
     * Returns the address. A user name and a fragment are dropped.
     *
     * @throws IllegalArgumentException if the text is not such a URL; the message continues a sentence that began with
     *     the name of a flag: "must be a URL …"
     */
    public static HttpAddress parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("must be a URL (" + e.getReason() + ")", e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        Matcher parts = AUTHORITY.matcher(authority);
        if (!(scheme.equals("http") || scheme.equals("https")) || !parts.matches()) {
            throw new IllegalArgumentException("must be a URL that begins with http:// or https:// and names a host");
        }
        String portText = parts.group("port");
        int port = portText == null || portText.isEmpty() ? -1 : Integer.parseInt(portText);
        if (port == 0 || port > PORT_MAX) {
            throw new IllegalArgumentException("must have a port of 1 to " + PORT_MAX);
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new HttpAddress(scheme, ascii(parts.group("host")), port, path + query);
    }

    /** Returns the URL to open. */
    public URL url() {
        try {
            return new URL(scheme, host, port, pathAndQuery);
        } catch (MalformedURLException e) {
            throw new IllegalStateException("no handler for " + scheme, e);
        }
    }

    /** Returns the URL for people: without user name and query, which may be secrets. */
    public String shown() {
        int query = pathAndQuery.indexOf('?');
        String path = query < 0 ? pathAndQuery : pathAndQuery.substring(0, query);
        return PrintableText.line(scheme + "://" + host + (port < 0 ? "" : ":" + port) + path);
    }

    private static String ascii(String host) {
        if (host.startsWith("[")) {
            return host;
        }
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must name a host whose labels have at most 63 characters", e);
        }
    }
}
