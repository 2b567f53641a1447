package dev.gpuworker.mock.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioWatchTest {
    @TempDir
    Path folder;

    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    private Path file = Path.of("worker.yaml");

    @AutoClose
    @Nullable ScenarioWatch watch;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("worker-" + folder.getFileName() + ".yaml");
        Files.writeString(file, Errors.file("", "started", "end"));
    }

    @Test
    void aChangedFileIsReadAnew() throws Exception {
        watch = watch();

        Files.writeString(file, Errors.file("", "started", "token: new", "end"));

        assertThat(next()).isEqualTo(ScenarioYaml.read(file));
    }

    @Test
    void aBadFileIsToldOnceAndAGoodOneAfterItIsRead() throws Exception {
        watch = watch();

        Files.writeString(file, Errors.file("", "started", "tokne: x"));

        assertThat(next())
                .isInstanceOfSatisfying(
                        ScenarioException.class,
                        problems -> assertThat(problems).hasMessageContaining("unknown verb \"tokne\""));

        Files.writeString(file, Errors.file("", "started", "token: good again", "end"));

        assertThat(next()).isInstanceOf(ScenarioSet.class);
        assertThat(told).isEmpty();
    }

    @Test
    void aFileThatIsReplacedIsReadAnew() throws Exception {
        watch = watch();

        Path other = Files.writeString(folder.resolve("other"), Errors.file("", "started", "token: moved", "end"));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

        assertThat(next()).isInstanceOf(ScenarioSet.class);
    }

    @Test
    void aFileThatVanishesIsTold() throws Exception {
        watch = watch();

        Files.delete(file);

        assertThat(next())
                .isInstanceOfSatisfying(
                        ScenarioException.class,
                        problems -> assertThat(problems).hasMessageContaining("no such file"));
    }

    @Test
    void aListenerThatFailsDoesNotEndTheWatch() throws Exception {
        ScenarioWatch.Listener failing = new ScenarioWatch.Listener() {
            @Override
            public void changed(ScenarioSet set) {
                told.add(set);
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void broken(ScenarioException problems) {
                told.add(problems);
            }
        };
        watch = ScenarioWatch.start(file, failing, Duration.ofMillis(10));

        Files.writeString(file, Errors.file("", "started", "token: one", "end"));
        assertThat(next()).isInstanceOf(ScenarioSet.class);

        Files.writeString(file, Errors.file("", "started", "token: twice", "end"));

        assertThat(next()).isInstanceOf(ScenarioSet.class);
    }

    @Test
    void nothingIsToldAfterClose() throws Exception {
        ScenarioWatch closed = watch();
        String thread = "scenario-watch " + file.getFileName();
        closed.close();
        closed.close();

        Files.writeString(file, Errors.file("", "started", "token: late", "end"));

        assertThat(told.poll(200, TimeUnit.MILLISECONDS)).isNull();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(one -> one.getName().equals(thread) && one.isAlive());
    }

    private ScenarioWatch watch() {
        ScenarioWatch.Listener listener = new ScenarioWatch.Listener() {
            @Override
            public void changed(ScenarioSet set) {
                told.add(set);
            }

            @Override
            public void broken(ScenarioException problems) {
                told.add(problems);
            }
        };
        return ScenarioWatch.start(file, listener, Duration.ofMillis(10));
    }

    private Object next() throws InterruptedException {
        Object next = told.poll(30, TimeUnit.SECONDS);
        return next == null ? "no notification within 30 s" : next;
    }
}
