package dev.gpuworker.pact;

import dev.gpuworker.io.DurationText;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link PactBridge}. Immutable.
 *
 * @param worker base URL of the worker, mock or real
 * @param control base URL of a mock's control plane; null tries the worker's own URL, which a mock usually serves it on
 * @param controlToken token of that control plane; null if it has none
 * @param address where the bridge listens; port 0 is any free port. By default a free port on loopback
 * @param allowedOrigins origins of web pages that may send requests besides local ones, as
 *     {@link dev.gpuworker.wire.Origins#parse} returns them; by default none (D-27)
 * @param allowedHosts host names, in lower case, under which the bridge is served besides loopback names and IP
 *     addresses; by default none (D-27)
 * @param timeout how long one stream may take, 1 ms to 1 h; default 20 s
 */
public record PactBridgeSettings(
        URI worker,
        @Nullable URI control,
        @Nullable String controlToken,
        InetSocketAddress address,
        Set<String> allowedOrigins,
        Set<String> allowedHosts,
        Duration timeout) {
    private static final Duration TIMEOUT_MAX = Duration.ofHours(1);

    /** Copies the sets. Throws {@link IllegalArgumentException} if the timeout is out of bounds. */
    public PactBridgeSettings {
        allowedOrigins = Set.copyOf(allowedOrigins);
        allowedHosts = Set.copyOf(allowedHosts);
        if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(TIMEOUT_MAX) > 0) {
            throw new IllegalArgumentException("timeout must be from 1ms to 1h, but was " + DurationText.of(timeout));
        }
    }

    /** Returns the defaults for this worker. */
    public static PactBridgeSettings of(URI worker) {
        return new PactBridgeSettings(
                worker,
                null,
                null,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Set.of(),
                Set.of(),
                Duration.ofSeconds(20));
    }

    /** Returns the URL at which a mock's control plane is looked for. */
    URI controlOrWorker() {
        return control == null ? worker : control;
    }
}
