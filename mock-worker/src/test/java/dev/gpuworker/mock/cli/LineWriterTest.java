package dev.gpuworker.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LineWriterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void writesEveryLineBeforeItCloses() {
        var out = new ByteArrayOutputStream();
        var writer = new LineWriter(out);

        writer.write("one");
        writer.write("zwei ü");
        writer.close(PATIENCE);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("one\nzwei ü\n");
    }

    @Test
    void aReaderThatStopsReadingStopsNoOneAndTheDroppedLinesAreCounted() {
        var stuck = new StuckStream();
        var writer = new LineWriter(stuck);

        for (int i = 0; i < 10_000; i++) {
            writer.write("line");
        }

        assertThat(writer.takeDropped()).isBetween(5_000L, 6_000L);
        assertThat(writer.takeDropped()).isZero();
        stuck.release.countDown();
    }

    @Test
    void aReaderThatHasGoneEndsTheWritingAndNothingElse() {
        var writer = new LineWriter(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        });

        for (int i = 0; i < 10_000; i++) {
            writer.write("line");
        }

        writer.close(PATIENCE);
    }

    /** Blocks the first write until it is released. */
    private static final class StuckStream extends OutputStream {
        private final CountDownLatch release = new CountDownLatch(1);
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();

        @Override
        public void write(int b) throws IOException {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            written.write(b);
        }
    }
}
