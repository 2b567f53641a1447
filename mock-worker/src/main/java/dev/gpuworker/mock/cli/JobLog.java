package dev.gpuworker.mock.cli;

import dev.gpuworker.mock.JobOutcome;
import dev.gpuworker.mock.RecordedJob;
import dev.gpuworker.mock.WorkerListener;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Logs the jobs of one worker, never the text of a prompt, and passes requests to stop on. */
final class JobLog implements WorkerListener {
    private final EventLog log;
    private final String workerId;
    private final StopRequest stop;
    private final Set<Long> underWay = new HashSet<>(); // guarded by this

    JobLog(EventLog log, String workerId, StopRequest stop) {
        this.log = log;
        this.workerId = workerId;
        this.stop = stop;
    }

    /** Waits until the log has the end of every started job, or the deadline has passed. */
    synchronized void awaitAllTold(Duration deadline) throws InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        long left = deadline.toMillis();
        while (!underWay.isEmpty() && left > 0) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
    }

    @Override
    public void jobStarted(RecordedJob job) {
        synchronized (this) {
            underWay.add(job.ordinal());
        }
        Map<String, Object> fields = fields(job);
        fields.put("prompt_chars", job.prompt().codePoints());
        fields.put("max_tokens", job.maxTokens());
        fields.put("seed", job.seed().value());
        if (job.scenario() != null) {
            fields.put("scenario", job.scenario());
        }
        log.info("execute_start", fields);
    }

    @Override
    public void jobEnded(RecordedJob job) {
        Map<String, Object> fields = fields(job);
        fields.put("outcome", job.outcome().name().toLowerCase(Locale.ROOT));
        fields.put("tokens_out", job.tokensSent());
        fields.put("duration_ms", job.ran().toMillis());
        if (job.errorCode() != null) {
            fields.put("code", job.errorCode());
        }
        log.info("execute_end", fields);
        if (job.outcome() == JobOutcome.FAILED || job.outcome() == JobOutcome.TIMED_OUT) {
            log.log(LogLevel.ERROR, "error", fields);
        }
        synchronized (this) {
            underWay.remove(job.ordinal());
            notifyAll();
        }
    }

    @Override
    public void shutdownRequested() {
        stop.request(StopRequest.Reason.SHUTDOWN);
    }

    @Override
    public void exitRequested(int code) {
        stop.exitAtOnce(code);
    }

    private Map<String, Object> fields(RecordedJob job) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("worker_id", workerId);
        fields.put("job_id", job.jobId());
        return fields;
    }
}
