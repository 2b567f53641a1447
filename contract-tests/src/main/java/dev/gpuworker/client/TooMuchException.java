package dev.gpuworker.client;

import java.io.IOException;

/** More bytes than the limits allow; the message names the limit. Stays inside this package. */
final class TooMuchException extends IOException {
    TooMuchException(String message) {
        super(message);
    }
}
