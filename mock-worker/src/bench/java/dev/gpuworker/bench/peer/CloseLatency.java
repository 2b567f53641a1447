package dev.gpuworker.bench.peer;

import dev.gpuworker.bench.load.RequestTemplate;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.scenario.Script;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Load E: the client closes in the middle of a stream; the time until the worker is idle. */
final class CloseLatency {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int WARM_UP = 20;
    private static final int CLOSES = 60;

    private CloseLatency() {}

    /** Returns milliseconds for closes while tokens arrive, one every 20 ms. */
    static List<Double> streaming() throws IOException, InterruptedException {
        return closes(Script.builder()
                .started()
                .tokens(1000, Duration.ofMillis(20))
                .end()
                .build());
    }

    /** Returns milliseconds for closes while nothing arrives. */
    static List<Double> stalled() throws IOException, InterruptedException {
        return closes(Script.builder()
                .started()
                .tokens(1, Duration.ZERO)
                .stall(Duration.ofMinutes(1))
                .end()
                .build());
    }

    private static List<Double> closes(Script script) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        try (MockWorker worker = MockWorker.start()) {
            for (int i = 0; i < WARM_UP + CLOSES; i++) {
                worker.enqueue(script);
                double took = close(worker, i);
                if (i >= WARM_UP) {
                    millis.add(took);
                }
            }
        }
        return millis;
    }

    private static double close(MockWorker worker, int number) throws IOException, InterruptedException {
        String body = "{\"job_id\":\"job-" + RequestTemplate.NUMBER + "\",\"prompt\":\"close\",\"max_tokens\":2000}";
        int port = worker.url().getPort();
        long begin;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(new RequestTemplate("/execute", Map.of(), body).bytes(number, port));
            readFirstToken(socket.getInputStream());
            begin = System.nanoTime();
        }
        if (!worker.awaitIdle(PATIENCE)) {
            throw new IOException("the slot was not free within " + PATIENCE);
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    private static void readFirstToken(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (text.indexOf("event: token") < 0) {
            int length = in.read(buffer);
            if (length < 0) {
                throw new IOException("the stream ended before its first token");
            }
            text.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
        }
    }
}
