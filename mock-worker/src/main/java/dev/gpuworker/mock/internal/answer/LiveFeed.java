package dev.gpuworker.mock.internal.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.mock.JobOutcome;
import dev.gpuworker.mock.SentEvent;
import dev.gpuworker.mock.internal.journal.JobRecord;
import dev.gpuworker.mock.internal.journal.JournalJson;
import dev.gpuworker.mock.internal.journal.JournalLog;
import dev.gpuworker.mock.internal.journal.LiveJob;
import dev.gpuworker.wire.WireJson;
import io.javalin.http.sse.SseClient;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code GET /mock/live}: what the page draws, as server-sent events. Each event has what changed since the one before.
 * A page has a thread of its own, which blocks while the page does not read.
 */
final class LiveFeed {
    /** Of the whole process; each takes a thread. */
    private static final int PAGES_MAX = 8;

    private static final long PAUSE_NANOS = 100_000_000;

    /** More streams are counted, not drawn. */
    private static final int DRAWN_MAX = 50;

    /** Jobs that end between two events and are listed; the page asks for more if somebody looks. */
    private static final int ENDED_MAX = 50;

    /** The verdict looks at the whole journal, so it is not made for each event. */
    private static final int EVENTS_PER_VERDICT = 10;

    private static final AtomicInteger PAGES = new AtomicInteger();

    private final SseClient page;
    private final WorkerServer worker;
    private final JournalLog journal;
    /** How many events of a job the page has. */
    private final Map<Long, Integer> drawn = new HashMap<>();

    private long over;
    private long sent;

    private LiveFeed(SseClient page, WorkerServer worker) {
        this.page = page;
        this.worker = worker;
        this.journal = worker.core().journal();
    }

    static void open(SseClient page) {
        if (PAGES.incrementAndGet() > PAGES_MAX) {
            PAGES.decrementAndGet();
            page.sendEvent("full", PAGES_MAX + " pages are open already; close one");
            return;
        }
        page.keepAlive();
        LiveFeed feed = new LiveFeed(page, Routes.worker(page.ctx()));
        Thread thread = new Thread(feed::run, "mock-worker-page");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        journal.watch();
        try {
            while (!page.terminated() && !worker.isClosed()) {
                page.sendEvent("live", WireJson.text(next()));
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } finally {
            journal.unwatch();
            PAGES.decrementAndGet();
            page.close();
        }
    }

    private ObjectNode next() {
        ObjectNode node = ControlRoutes.state(worker);
        worker.gates().held().stream().sorted().forEach(node.putArray("held")::add);
        ArrayNode jobs = node.putArray("jobs");
        Set<Long> now = new HashSet<>();
        for (JobRecord record : journal.active(DRAWN_MAX)) {
            now.add(record.job().ordinal());
            jobs.add(job(record));
        }
        ArrayNode ended = node.putArray("ended");
        long overNow = journal.over();
        List<JobRecord> newest = journal.newest((int) Math.min(ENDED_MAX, overNow - over));
        newest.forEach(record -> ended.add(job(record)));
        over = overNow;
        node.put("ended_count", overNow);
        drawn.keySet().retainAll(now);
        if (sent++ % EVENTS_PER_VERDICT == 0) {
            node.set("verdict", JournalJson.verdict(worker.verdict()));
        }
        return node;
    }

    private ObjectNode job(JobRecord record) {
        long ordinal = record.job().ordinal();
        int known = drawn.getOrDefault(ordinal, 0);
        LiveJob job = record.live(known);
        drawn.put(ordinal, known + job.events().size());
        ObjectNode node = WireJson.object()
                .put("ordinal", ordinal)
                .put("job_id", job.jobId())
                .put("scenario", job.scenario())
                .put("outcome", job.outcome().name())
                .put("tokens_sent", job.tokensSent())
                .put("max_tokens", job.maxTokens())
                .put("ran_ms", Math.round(job.ranMillis()));
        if (job.outcome() != JobOutcome.WAITING) {
            // Three parallel lists take a third of the bytes of objects: kind, planned and written time.
            ArrayNode kinds = node.putArray("kinds");
            ArrayNode planned = node.putArray("planned");
            ArrayNode written = node.putArray("written");
            for (SentEvent event : job.events()) {
                kinds.add(event.type().charAt(0) + "");
                planned.add(millis(event.planned().toNanos()));
                written.add(millis(event.written().toNanos()));
            }
        }
        return node;
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1e4) / 100.0;
    }
}
