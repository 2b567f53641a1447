package dev.gpuworker.io;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command's output, which remembers failed writes: {@code PrintStream} and {@code PrintWriter} hide a full disk and a
 * closed pipe. Each command ends with {@link #exitCode}, so that no output is lost silently. The text is UTF-8.
 * Thread-safe.
 */
public final class StandardOutput {
    private final Remembering bytes;
    private final PrintStream stream;
    private final PrintWriter writer;

    private StandardOutput(OutputStream out) {
        bytes = new Remembering(out);
        stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        writer = new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** Returns the process's standard output. */
    public static StandardOutput ofProcess() {
        return of(new FileOutputStream(FileDescriptor.out));
    }

    /** Returns an output that writes to the stream. */
    public static StandardOutput of(OutputStream out) {
        return new StandardOutput(out);
    }

    /** Returns the output to print to. */
    public PrintStream stream() {
        return stream;
    }

    /** Returns the same output as a writer; both may be used in turn, after a flush. */
    public PrintWriter writer() {
        return writer;
    }

    /** Flushes the output. Returns why output was lost; empty if all of it was written. */
    public Optional<String> failure() {
        writer.flush();
        stream.flush();
        return Optional.ofNullable(bytes.failure).map(FileReason::of);
    }

    /**
     * Ends a command: flushes the output, and reports on the other stream if any output was lost.
     *
     * @param code the command's own exit code
     * @param lostCode the exit code if output was lost and {@code code} is 0
     * @param program the start of the message: "mock-worker"
     * @param err receives the message, normally standard error
     * @return the code to exit with
     */
    public int exitCode(int code, int lostCode, String program, PrintStream err) {
        Optional<String> failure = failure();
        if (failure.isEmpty()) {
            return code;
        }
        err.println(program + ": the output is incomplete: " + failure.get());
        err.flush();
        return code == 0 ? lostCode : code;
    }

    private static final class Remembering extends FilterOutputStream {
        private volatile @Nullable IOException failure; // the first failure; later ones say the same

        Remembering(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] b, int off, int len) throws IOException {
            try {
                out.write(b, off, len);
            } catch (IOException e) {
                throw remembered(e);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                throw remembered(e);
            }
        }

        private IOException remembered(IOException e) {
            if (failure == null) {
                failure = e;
            }
            return e;
        }
    }
}
