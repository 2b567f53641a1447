package dev.gpuworker.mock.internal.answer;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes JSON from other content types as the worker of October 2025 does (crate {@code mime} behind axum's
 * Json).
 */
final class JsonMediaType {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]";
    private static final String SUFFIX = "[!#$%&'*.^_`|~0-9A-Za-z-]";
    private static final String QUOTED = "\"[ !#-~]+\" *";
    private static final String PARAMETER = " *" + TOKEN + "+=(?:" + QUOTED + "|" + TOKEN + "+)";
    private static final Pattern JSON = Pattern.compile(
            "application/(?:json(?:\\+" + SUFFIX + "*)?|" + TOKEN + "+\\+json)(?:;" + PARAMETER + ")*+(?:;|; *" + TOKEN
                    + "+=)?",
            Pattern.CASE_INSENSITIVE);

    private JsonMediaType() {}

    static boolean matches(@Nullable String contentType) {
        return contentType != null && JSON.matcher(contentType).matches();
    }
}
