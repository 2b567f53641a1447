package dev.gpuworker.assertions;

import dev.gpuworker.client.transcript.ReceivedEvent;
import java.util.List;
import java.util.Locale;

/** Draws events with their times and positions for a message, and marks one of them. */
final class Timeline {
    private static final int NEIGHBOURS = 4;

    private Timeline() {}

    static String of(List<ReceivedEvent> received, int index) {
        int from = Math.max(0, index - NEIGHBOURS);
        int to = Math.min(received.size(), index + NEIGHBOURS + 1);
        StringBuilder text = new StringBuilder();
        if (from > 0) {
            text.append("    … ").append(from).append(" events before\n");
        }
        for (int at = from; at < to; at++) {
            ReceivedEvent event = received.get(at);
            text.append(String.format(
                    Locale.ROOT,
                    "  %s #%d %8.1f ms  bytes %d–%d  %s%n",
                    at == index ? ">" : " ",
                    at,
                    event.nanos() / 1e6,
                    event.fromByte(),
                    event.toByte(),
                    event.event()));
        }
        if (to < received.size()) {
            text.append("    … ").append(received.size() - to).append(" events after\n");
        }
        if (index >= received.size()) {
            text.append("  > (the stream ended here)\n");
        }
        return text.toString();
    }
}
