package dev.gpuworker.testing;

import dev.gpuworker.mock.ManualClock;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Finding;
import dev.gpuworker.mock.scenario.Pause;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.ScriptValidator;
import dev.gpuworker.mock.scenario.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plays scripts over a real socket, on a clock that takes no time. Reads all bytes of the script before the connection
 * breaks or the worker hangs: a reset could otherwise destroy bytes in transit. Not thread-safe.
 */
public final class ScriptRun implements AutoCloseable {
    /** How a response ended. */
    public enum End {
        /** By its last chunk. */
        COMPLETE,
        /** Without the last chunk, by the end of the connection or a reset. */
        BROKEN_OFF,
        /** By the client, because the script would send nothing more. */
        BY_CLIENT
    }

    /**
     * The received stream.
     *
     * @param body without HTTP framing
     * @param end how the response ended
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes for a comparison, never compared as records
    public record Stream(byte[] body, End end) {}

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String BEFORE_THE_BREAK = "before-the-break";

    /** The request of every run; its seed is the one that the validator generates tokens with. */
    public static final String REQUEST =
            "{\"job_id\":\"" + Scripts.JOB_ID + "\",\"prompt\":\"p\",\"max_tokens\":2048,\"seed\":0}";

    private @Nullable MockWorker worker;

    /**
     * Returns the scenario that answers with this script and declares everything that the validator finds; nothing if
     * it can't be declared.
     */
    public static Optional<Scenario> accepted(Script script) {
        List<Finding> findings = ScriptValidator.check(scenario(script));
        if (findings.stream().anyMatch(finding -> finding.requirements().isEmpty())) {
            return Optional.empty();
        }
        Scenario declared = scenario(
                script,
                findings.stream()
                        .map(finding -> finding.requirements().iterator().next())
                        .distinct()
                        .toArray(String[]::new));
        return ScriptValidator.check(declared).isEmpty() ? Optional.of(declared) : Optional.empty();
    }

    private static Scenario scenario(Script script, String... violates) {
        return Scenario.named("any-script").whenJobId(Scripts.JOB_ID).violates(violates).stream(script);
    }

    /** Plays a scenario that has been accepted. */
    public Stream play(Scenario scenario) throws IOException, InterruptedException {
        Script script = (Script) scenario.answer();
        MockWorker playing = worker();
        for (Step step : script.steps()) {
            if (step instanceof Pause.Hold hold) {
                playing.gates().release(hold.gate());
            }
        }
        Step breaking = breaking(script);
        playing.enqueue(
                Scenario.named(scenario.name())
                        .whenJobId(Scripts.JOB_ID)
                        .violates(scenario.violates().toArray(String[]::new))
                        .stream(heldBefore(breaking, script)));
        try {
            Stream stream = exchange(playing, breaking);
            if (breaking instanceof Ending.Exit) {
                close();
            } else {
                playing.takeJob(PATIENCE);
                playing.gates().reset();
            }
            return stream;
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private static Stream exchange(MockWorker playing, @Nullable Step breaking)
            throws IOException, InterruptedException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), playing.config().port())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(request());
            return read(playing, socket.getInputStream(), breaking);
        }
    }

    private static Stream read(MockWorker playing, InputStream in, @Nullable Step breaking)
            throws IOException, InterruptedException {
        Body body = new Body(in);
        if (breaking == null) {
            return body.toEnd();
        }
        if (breaking instanceof Pause.Stall stall && stall.at() == Pause.Stall.At.BEFORE_HEADERS) {
            playing.journal().awaitStarted(Scripts.JOB_ID, PATIENCE);
            return new Stream(new byte[0], End.BY_CLIENT);
        }
        playing.gates().awaitHeld(BEFORE_THE_BREAK, PATIENCE);
        long sent = playing.journal().job(Scripts.JOB_ID).orElseThrow().bytesSent();
        body.upTo(sent);
        playing.gates().release(BEFORE_THE_BREAK);
        return breaking instanceof Pause.Stall ? new Stream(body.bytes(), End.BY_CLIENT) : body.toEnd();
    }

    /** Returns the step after which nothing more comes, unless the response ends properly. */
    private static @Nullable Step breaking(Script script) {
        return script.steps().stream()
                .filter(step ->
                        step instanceof Ending || (step instanceof Pause.Stall stall && stall.duration() == null))
                .findFirst()
                .filter(step -> !(step instanceof Ending.Eof))
                .orElse(null);
    }

    private static Script heldBefore(@Nullable Step breaking, Script script) {
        List<Step> steps = new ArrayList<>(script.steps());
        int at = steps.indexOf(breaking);
        boolean beforeHead = breaking instanceof Pause.Stall stall && stall.at() == Pause.Stall.At.BEFORE_HEADERS;
        if (breaking != null && !beforeHead) {
            steps.add(at, new Pause.Hold(BEFORE_THE_BREAK));
        }
        return new Script(steps);
    }

    private static byte[] request() {
        return ("POST /execute HTTP/1.1\r\nHost: mock\r\nConnection: close\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + REQUEST.length() + "\r\n\r\n" + REQUEST)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private MockWorker worker() {
        MockWorker running = worker;
        if (running == null) {
            running = MockWorker.builder()
                    .inferenceTimeout(Duration.ofDays(1))
                    .clock(ManualClock.jumping())
                    .start();
            worker = running;
        }
        return running;
    }

    @Override
    public void close() {
        if (worker != null) {
            worker.close();
            worker = null;
        }
    }

    /** Removes the HTTP framing. */
    private static final class Body {
        private final InputStream in;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean headRead;

        Body(InputStream in) {
            this.in = in;
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }

        void upTo(long length) throws IOException {
            while (bytes.size() < length) {
                if (!chunk()) {
                    throw new IOException("the response ended after " + bytes.size() + " of " + length + " bytes");
                }
            }
        }

        Stream toEnd() throws IOException {
            try {
                while (chunk()) {
                    // its bytes are recorded
                }
                return new Stream(bytes(), End.COMPLETE);
            } catch (BrokenOffException | SocketException e) {
                return new Stream(bytes(), End.BROKEN_OFF);
            }
        }

        /** Reads one chunk; returns false after the last one. */
        private boolean chunk() throws IOException {
            if (!headRead) {
                String status = line();
                if (!status.startsWith("HTTP/1.1 200 ")) {
                    throw new IOException("answered with " + status);
                }
                while (!line().isEmpty()) {
                    // headers
                }
                headRead = true;
            }
            int length = Integer.parseInt(line(), 16);
            byte[] chunk = in.readNBytes(length);
            bytes.writeBytes(chunk);
            if (chunk.length < length || !line().isEmpty()) {
                throw new BrokenOffException();
            }
            return length > 0;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            int next = in.read();
            while (next >= 0 && next != '\n') {
                line.append((char) next);
                next = in.read();
            }
            if (next < 0) {
                throw new BrokenOffException();
            }
            return line.toString().stripTrailing();
        }
    }

    private static final class BrokenOffException extends IOException {
        private static final long serialVersionUID = 1;
    }
}
