package dev.gpuworker.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Reads the header {@code Origin} (D-27). Thread-safe. */
public final class Origins {
    private Origins() {}

    /**
     * Returns the origin as browsers write it: scheme and host in lower case, the scheme's default port left out. Empty
     * for {@code null} and everything else that is not an origin.
     */
    public static Optional<String> parse(String text) {
        try {
            URI uri = new URI(text.strip());
            String path = uri.getRawPath();
            boolean plain = (path == null || path.isEmpty()) && uri.getRawQuery() == null && uri.getFragment() == null;
            String authority = uri.getRawAuthority();
            if (!plain || uri.getScheme() == null || authority == null || authority.contains("@")) {
                return Optional.empty();
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            String lower = authority.toLowerCase(Locale.ROOT);
            return Optional.of(scheme + "://" + withoutOwnPort(scheme, lower));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String withoutOwnPort(String scheme, String authority) {
        String port = switch (scheme) {
            case "http" -> ":80";
            case "https" -> ":443";
            default -> "";
        };
        boolean own = !port.isEmpty() && authority.endsWith(port);
        return own ? authority.substring(0, authority.length() - port.length()) : authority;
    }
}
