package dev.gpuworker.mock.internal.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads request bodies, no further than their bound (D-06). */
public final class RequestBody {
    /** The contract's bound. */
    public static final int BYTES_MAX = 1 << 20;

    /** Longer than every media type in use; the rest of the header adds nothing to the message. */
    private static final int SHOWN_CHARS_MAX = 100;

    private RequestBody() {}

    /** Returns the body of a request of the contract. Throws the {@link Refusal} 413 for a longer one. */
    public static byte[] read(Context context) throws IOException {
        return read(context, BYTES_MAX);
    }

    /** Returns the body. Throws the {@link Refusal} 413 for a longer one, be that declared or only sent. */
    public static byte[] read(Context context, int bytesMax) throws IOException {
        long declared = context.req().getContentLengthLong();
        if (declared > bytesMax) {
            throw tooLong(bytesMax);
        }
        // One byte more than there should be: reading up to the end is what completes the request.
        int bytes = declared < 0 ? bytesMax : (int) declared;
        byte[] body = context.req().getInputStream().readNBytes(bytes + 1);
        if (body.length > bytesMax) {
            throw tooLong(bytesMax);
        }
        return body;
    }

    /** Throws the {@link Refusal} 415 if the content type is not JSON; a missing one means JSON (D-05). */
    public static void requireJson(@Nullable String contentType) {
        if (contentType != null && !isJson(contentType)) {
            throw Refusal.invalid(415, "expected Content-Type application/json, but was \"" + shown(contentType) + '"');
        }
    }

    public static boolean isJson(String contentType) {
        String type = contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
    }

    private static String shown(String contentType) {
        return contentType.length() <= SHOWN_CHARS_MAX ? contentType : contentType.substring(0, SHOWN_CHARS_MAX) + "…";
    }

    private static Refusal tooLong(int bytesMax) {
        return Refusal.invalid(413, "the body is longer than " + bytesMax + " bytes");
    }
}
