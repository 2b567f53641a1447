package dev.gpuworker.mock.internal.http;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/**
 * The headers of one request, for the journal: kept as they came, and without secrets when they are shown. Immutable.
 */
public final class RequestHeaders {
    /** Of a request without headers. */
    public static final RequestHeaders NONE = new RequestHeaders(HttpFields.EMPTY);

    /** What stands in place of a secret. */
    private static final String REDACTED = "redacted";

    private static final Pattern SECRET = Pattern.compile("auth|cookie|token|secret|password|key|credential|session");

    private final HttpFields fields;

    private RequestHeaders(HttpFields fields) {
        this.fields = fields;
    }

    /** Returns the request's. */
    public static RequestHeaders of(Context context) {
        return new RequestHeaders(Takeover.core(context).getHeaders().asImmutable());
    }

    /** Returns approximately how many bytes they take. */
    public int bytes() {
        int bytes = 0;
        for (HttpField field : fields) {
            bytes += 100 + (field.getValue() == null ? 0 : field.getValue().length());
        }
        return bytes;
    }

    /** Returns the values by name in lower case; those whose name suggests a secret are replaced. */
    public Map<String, List<String>> shown() {
        Map<String, List<String>> shown = new TreeMap<>();
        for (HttpField field : fields) {
            String name = field.getName().toLowerCase(Locale.ROOT);
            String value = field.getValue() == null ? "" : field.getValue();
            shown.computeIfAbsent(name, key -> new ArrayList<>())
                    .add(SECRET.matcher(name).find() ? REDACTED : value);
        }
        shown.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(shown);
    }
}
