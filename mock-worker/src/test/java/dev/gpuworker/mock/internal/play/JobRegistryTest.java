package dev.gpuworker.mock.internal.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.mock.scenario.OnCancel;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.wire.BusyPolicy;
import dev.gpuworker.wire.ErrorCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class JobRegistryTest {
    private static final Script SCRIPT = Script.builder().started().end().build();

    private final Stage stage = new Stage(SCRIPT, OnCancel.AT_ONCE, false, FakeConnection.Takes.AT_ONCE);
    private final ScriptPlayer first = stage.player; // job-1
    private final ScriptPlayer second = stage.player(SCRIPT, OnCancel.AT_ONCE);
    private final ScriptPlayer third = stage.player(SCRIPT, OnCancel.AT_ONCE);

    @Test
    void jobsRunInTheOrderOfTheirArrival() {
        JobRegistry registry = new JobRegistry(1, BusyPolicy.WAIT, 10);

        assertThat(registry.admit(first)).isTrue();
        assertThat(registry.admit(second)).isFalse();
        assertThat(registry.admit(third)).isFalse();
        assertThat(registry.all()).containsExactly(second, third, first);

        registry.finished(first);
        assertThat(registry.runningCount()).isEqualTo(1);
        assertThat(registry.all()).containsExactly(third, second);
    }

    @Test
    void aJobThatIsFinishedTwiceGivesItsPlaceOnce() {
        JobRegistry registry = new JobRegistry(1, BusyPolicy.WAIT, 10);
        registry.admit(first);
        registry.admit(second);
        registry.admit(third);

        registry.finished(first);
        registry.finished(first);

        assertThat(registry.runningCount()).isEqualTo(1);
        assertThat(registry.waitingCount()).isEqualTo(1);
    }

    @Test
    void anIdIsInUseUntilTheJobReleasesIt() {
        JobRegistry registry = new JobRegistry(1, BusyPolicy.WAIT, 10);
        registry.admit(first);

        assertThat(refusal(registry, "job-1").status()).isEqualTo(409);
        registry.release(first);

        registry.check("job-1");
        assertThat(registry.find("job-1")).isEmpty();
    }

    @Test
    void aJobThatIsAboutToEndLetsAnotherInButNotYetStart() {
        JobRegistry registry = new JobRegistry(1, BusyPolicy.REJECT, 10);
        registry.admit(first);
        assertThat(refusal(registry, "job-2").envelope().code()).isEqualTo(ErrorCode.WORKER_BUSY.name());

        registry.release(first);
        registry.check("job-2");
        boolean runs = registry.admit(second);

        assertThat(runs).isFalse();
        assertThat(refusal(registry, "job-3").envelope().code()).isEqualTo(ErrorCode.WORKER_BUSY.name());
        registry.finished(first);
        assertThat(registry.all()).containsExactly(second);
        assertThat(registry.waitingCount()).isZero();
        assertThat(refusal(registry, "job-3").envelope().code()).isEqualTo(ErrorCode.WORKER_BUSY.name());
    }

    @Test
    void theQueueHasABound() {
        JobRegistry registry = new JobRegistry(1, BusyPolicy.WAIT, 1);
        registry.admit(first);
        registry.check("job-2");
        registry.admit(second);

        Refusal refusal = refusal(registry, "job-3");

        assertThat(refusal.envelope().code()).isEqualTo(ErrorCode.WORKER_BUSY.name());
        assertThat(refusal.headers()).containsEntry("Retry-After", "1");
    }

    @Test
    void aWorkerThatDrainsTakesNoJobButEndsThoseThatItHas() throws Exception {
        JobRegistry registry = new JobRegistry(1, BusyPolicy.WAIT, 10);
        registry.admit(first);
        registry.admit(second);

        registry.drain();

        assertThat(refusal(registry, "job-3").envelope().code()).isEqualTo(ErrorCode.WORKER_DRAINING.name());
        registry.finished(first);
        assertThat(registry.awaitIdle(Duration.ZERO)).isFalse();
        registry.finished(second);
        assertThat(registry.awaitIdle(Duration.ZERO)).isTrue();
    }

    @Test
    void whoWaitsForTheJobsOfNowDoesNotWaitForLaterOnes() {
        JobRegistry registry = new JobRegistry(1, BusyPolicy.WAIT, 10);
        assertThat(registry.whenThoseAreDone()).isCompleted();
        registry.admit(first);

        CompletableFuture<Void> done = registry.whenThoseAreDone();
        registry.admit(second);
        CompletableFuture<Void> bothDone = registry.whenThoseAreDone();
        boolean early = done.isDone();
        registry.finished(first);

        assertThat(early).isFalse();
        assertThat(done).isCompleted();
        assertThat(bothDone).isNotCompleted();
        registry.finished(second);
        assertThat(bothDone).isCompleted();
    }

    private static Refusal refusal(JobRegistry registry, String jobId) {
        Refusal[] thrown = new Refusal[1];
        assertThatThrownBy(() -> registry.check(jobId)).isInstanceOfSatisfying(Refusal.class, e -> thrown[0] = e);
        return thrown[0];
    }
}
