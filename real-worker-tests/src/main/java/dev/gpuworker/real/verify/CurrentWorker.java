package dev.gpuworker.real.verify;

import dev.gpuworker.conformance.WorkerUnderTest;
import java.net.URI;

/**
 * The process that serves at the moment. Each part of a verification has its own, and what one part found out about the
 * worker helps the next. Thread-safe.
 */
final class CurrentWorker implements WorkerUnderTest {
    private volatile URI url = URI.create("http://127.0.0.1:0");

    void isNow(URI baseUrl) {
        url = baseUrl;
    }

    @Override
    public URI url() {
        return url;
    }
}
