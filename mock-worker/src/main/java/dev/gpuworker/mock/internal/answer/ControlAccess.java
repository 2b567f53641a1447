package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.mock.internal.http.Refusal;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may use the control plane: with a token, whoever has it; without one, whoever is on this machine and is
 * not a foreign web page (D-27). Immutable, thread-safe.
 */
final class ControlAccess {
    private static final String COOKIE = "mock_token";
    private static final String QUERY = "token";
    private static final String BEARER = "Bearer ";

    private final ForeignPages foreignPages;
    private final @Nullable String token;

    ControlAccess(ForeignPages foreignPages, @Nullable String token) {
        this.foreignPages = foreignPages;
        this.token = token;
    }

    /** Throws a {@link Refusal} for a request that may not be answered; remembers a browser that brings the token. */
    void check(Context context) {
        if (token == null) {
            foreignPages.checkControl(context);
            return;
        }
        if (given(context).stream().noneMatch(this::isToken)) {
            throw Refusal.unauthorized("the control plane needs its token: send Authorization: Bearer TOKEN, or open "
                    + "/mock/?token=TOKEN in a browser");
        }
        // A browser adds the cookie to requests that other pages make; a token in a header proves enough by itself.
        if (header(context).filter(this::isToken).isEmpty()) {
            foreignPages.checkOtherSite(context);
        }
        if (context.queryParam(QUERY) != null && context.method().equals(HandlerType.GET)) {
            // No other page may cause it to be sent, no script may read it, and the address line loses it.
            context.header("Set-Cookie", COOKIE + "=" + token + "; Path=/mock/; HttpOnly; SameSite=Strict");
            context.header("Location", context.path());
            context.status(303);
            context.skipRemainingHandlers();
        }
    }

    private boolean isToken(String text) {
        return token != null
                && MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> given(Context context) {
        List<String> given = new ArrayList<>();
        header(context).ifPresent(given::add);
        Optional.ofNullable(context.cookie(COOKIE)).ifPresent(given::add);
        Optional.ofNullable(context.queryParam(QUERY)).ifPresent(given::add);
        return given;
    }

    private static Optional<String> header(Context context) {
        return Optional.ofNullable(context.header("Authorization"))
                .filter(text -> text.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(text -> text.substring(BEARER.length()).strip());
    }
}
