package dev.gpuworker.conformance.report;

import dev.gpuworker.client.transcript.Chunk;
import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.conformance.stream.Frame;
import dev.gpuworker.conformance.stream.SseReader;
import java.util.List;
import java.util.Locale;

/**
 * Draws one exchange on a time line as SVG: the head, each piece of the body, each event, and the end. Deterministic.
 */
final class StreamTimeLine {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 84;
    private static final int MARGIN = 14;
    private static final int BASE = 52;
    /** More marks than pixels show nothing. */
    private static final int MARKS_MAX = 800;

    private final Transcript transcript;
    private final double endMillis;

    private StreamTimeLine(Transcript transcript) {
        this.transcript = transcript;
        this.endMillis = Math.max(0.001, transcript.endNanos() / 1e6);
    }

    static String svg(Transcript transcript, int fromByte, int toByte) {
        return new StreamTimeLine(transcript).draw(fromByte, toByte);
    }

    private String draw(int fromByte, int toByte) {
        StringBuilder svg = new StringBuilder(2048);
        svg.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" class=\"line\" role=\"img\" font-size=\"10\">\n",
                WIDTH, HEIGHT));
        svg.append(format(
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#868e96\"/>\n",
                MARGIN, BASE, WIDTH - MARGIN, BASE));
        if (transcript.headNanos() >= 0) {
            mark(svg, transcript.headNanos(), "#495057", 14, "response head " + transcript.status());
        }
        chunks(svg, fromByte, toByte);
        frames(svg, fromByte, toByte);
        mark(svg, transcript.endNanos(), "#212529", 26, "ended: " + transcript.ending());
        svg.append(format("<text x=\"%d\" y=\"%d\">0 ms: request sent</text>\n", MARGIN, HEIGHT - 6));
        svg.append(format(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.1f ms: %s</text>\n",
                WIDTH - MARGIN, HEIGHT - 6, endMillis, transcript.ending()));
        return svg.append("</svg>\n").toString();
    }

    private void chunks(StringBuilder svg, int fromByte, int toByte) {
        int offset = 0;
        List<Chunk> chunks = transcript.chunks();
        for (Chunk chunk : chunks.subList(0, Math.min(chunks.size(), MARKS_MAX))) {
            int end = offset + chunk.bytes().length;
            boolean offends = offset < toByte && end > fromByte;
            mark(svg, chunk.nanos(), offends ? "#e03131" : "#4dabf7", 8, "bytes " + offset + " to " + (end - 1));
            offset = end;
        }
    }

    private void frames(StringBuilder svg, int fromByte, int toByte) {
        List<Frame> frames = SseReader.read(transcript.chunks()).frames();
        for (Frame frame : frames.subList(0, Math.min(frames.size(), MARKS_MAX))) {
            boolean offends = frame.fromByte() < toByte && frame.toByte() > fromByte;
            String type = frame.event() == null ? "(no event line)" : frame.event();
            svg.append(format(
                    "<circle cx=\"%.1f\" cy=\"%d\" r=\"%d\" fill=\"%s\"><title>%s at %.2f ms</title></circle>\n",
                    x(frame.nanos()),
                    BASE - 18,
                    offends ? 5 : 3,
                    offends ? "#e03131" : colour(type),
                    escape(type),
                    frame.nanos() / 1e6));
        }
    }

    private void mark(StringBuilder svg, long nanos, String colour, int height, String title) {
        svg.append(format(
                "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\" stroke-width=\"2\"><title>%s at %.2f ms</title></line>\n",
                x(nanos), BASE - height, x(nanos), BASE + height / 2, colour, escape(title), nanos / 1e6));
    }

    private double x(long nanos) {
        double share = Math.min(1, Math.max(0, nanos / 1e6 / endMillis));
        return MARGIN + share * (WIDTH - 2 * MARGIN);
    }

    private static String colour(String type) {
        return switch (type) {
            case ReadNames.STARTED -> "#2f9e44";
            case ReadNames.END -> "#5f3dc4";
            case ReadNames.ERROR -> "#e8590c";
            case ReadNames.METRICS -> "#adb5bd";
            default -> "#1c7ed6";
        };
    }

    private static String escape(String text) {
        String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return shown.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
