package dev.gpuworker.mock.internal.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.mock.RecordedJob;
import dev.gpuworker.mock.internal.http.Answers;
import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.mock.internal.journal.JobRecord;
import dev.gpuworker.mock.internal.journal.JournalJson;
import dev.gpuworker.mock.internal.journal.JournalLog;
import dev.gpuworker.mock.internal.play.WorkerCore;
import dev.gpuworker.mock.scenario.demand.Demands;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.WireJson;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The control plane under {@code /mock/}, with which tests in any language query and control a worker. */
final class ControlRoutes {
    static final String ROOT = "/mock/";

    private ControlRoutes() {}

    static void add(RoutesConfig routes) {
        Routes.read(routes, ROOT, PageHandler::page);
        Routes.read(routes, ROOT + "page.css", PageHandler::style);
        Routes.read(routes, ROOT + "page.js", PageHandler::script);
        routes.sse(ROOT + "live", LiveFeed::open);
        Routes.read(routes, ROOT + "state", context -> Answers.json(context, 200, state(Routes.worker(context))));
        Routes.read(routes, ROOT + "openapi.yaml", OpenApiHandler::handle);
        Routes.read(routes, ROOT + "journal", ControlRoutes::journal);
        Routes.read(routes, ROOT + "journal/{ordinal}", ControlRoutes::journalEntry);
        routes.delete(ROOT + "journal", context -> {
            Routes.worker(context).journal().clear();
            context.status(204);
        });
        Routes.read(
                routes,
                ROOT + "verdict",
                context -> Answers.json(
                        context, 200, JournalJson.verdict(Routes.worker(context).verdict())));
        Routes.read(
                routes,
                ROOT + "gates",
                context -> Answers.json(
                        context,
                        200,
                        Map.of("held", Routes.worker(context).gates().held())));
        routes.post(ROOT + "gates/{gate}", context -> {
            Routes.worker(context).gates().release(context.pathParam("gate"));
            context.status(204);
        });
        routes.delete(ROOT + "gates", context -> {
            Routes.worker(context).gates().reset();
            context.status(204);
        });
        routes.post(ROOT + "streams/{job}/shut", StreamShutHandler::handle);
        routes.put(ROOT + "health", OverrideHandlers::health);
        routes.put(ROOT + "vram", OverrideHandlers::vram);
        routes.put(ROOT + "draining", OverrideHandlers::draining);
        routes.post(ROOT + "reset", ControlRoutes::reset);
        routes.post(ROOT + "jobs/next", NextJobHandler::handle);
        Routes.read(routes, ROOT + "instances", InstancesHandler::list);
        routes.post(ROOT + "instances", InstancesHandler::start);
        routes.delete(ROOT + "instances/{id}", InstancesHandler::end);
        Routes.read(routes, ROOT + "scenarios", ScenariosHandler::get);
        routes.put(ROOT + "scenarios", ScenariosHandler::put);
        Routes.read(
                routes,
                ROOT + "torture",
                context -> Answers.send(
                        context, 200, Answers.JSON, Demands.torture().json()));
        Routes.read(routes, ROOT + "scenarios/explain", ScenariosHandler::explain);
        routes.post(ROOT + "scenarios/explain", ScenariosHandler::explainOther);
        routes.post(ROOT + "scenarios/check", ScenariosHandler::check);
        routes.post(ROOT + "scenarios/enqueue", ScenariosHandler::enqueue);
        routes.delete(ROOT + "scenarios/enqueue", context -> {
            Routes.worker(context).choice().forgetEnqueued();
            context.status(204);
        });
    }

    /** Returns the worker's state for tools and for the page. */
    static ObjectNode state(WorkerServer worker) {
        WorkerCore core = worker.core();
        return WireJson.object()
                .put("worker_id", core.config().workerId())
                .put("url", worker.url().toString())
                .put("dialect", core.config().dialect().name())
                .put("status", core.health().status())
                .put("vram_bytes_total", core.ledger().totalBytes())
                .put("vram_bytes_used", core.ledger().usedBytes())
                .put("running", core.registry().runningCount())
                .put("waiting", core.registry().waitingCount())
                .put("enqueued", worker.enqueued())
                .put("draining", core.registry().isDraining())
                .put("uptime_ms", worker.uptime().toMillis());
    }

    private static void journal(Context context) {
        JournalLog journal = Routes.worker(context).core().journal();
        String jobId = context.queryParam("job_id");
        List<RecordedJob> jobs = journal.jobs().stream()
                .filter(job -> jobId == null || jobId.equals(job.jobId()))
                .toList();
        Answers.json(context, 200, JournalJson.journal(journal, jobs));
    }

    /** One job by its number, with the bytes that it was sent if somebody watched. */
    private static void journalEntry(Context context) {
        String ordinal = context.pathParam("ordinal");
        JournalLog journal = Routes.worker(context).core().journal();
        Optional<JobRecord> record =
                ordinal.matches("[0-9]{1,18}") ? journal.record(Long.parseLong(ordinal)) : Optional.empty();
        if (record.isEmpty()) {
            throw Refusal.invalid(404, "the journal has no job with this number");
        }
        ObjectNode node = JournalJson.job(record.get().snapshot());
        record.get()
                .sentBytes()
                .ifPresent(sent -> node.put("sent_base64", sent.base64()).put("sent_left_out", sent.leftOut()));
        Answers.json(context, 200, node);
    }

    /** Running streams end first, so that a client that hangs does not block the next test. */
    private static void reset(Context context) throws InterruptedException {
        WorkerServer worker = Routes.worker(context);
        worker.choice().reset();
        boolean ended = worker.endJobs();
        worker.gates().reset();
        worker.journal().clear();
        worker.core().health().reset();
        worker.core().registry().sayDraining(false);
        worker.vram().occupy(0);
        if (!ended) {
            throw Refusal.of(
                    ErrorCode.INTERNAL,
                    "reset, but jobs still run: " + worker.core().journal().underWay());
        }
        context.status(204);
    }
}
