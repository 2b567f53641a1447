package dev.gpuworker.conformance.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.ConformanceRun;
import dev.gpuworker.conformance.JobPrompts;
import dev.gpuworker.conformance.Rulebook;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.mutant.worker.Behaviour;
import dev.gpuworker.conformance.mutant.worker.Planned;
import dev.gpuworker.conformance.mutant.worker.Quirk;
import dev.gpuworker.conformance.mutant.worker.ReferenceWorker;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Workers that think for a while and then have no more to say than three tokens, however many are asked for. */
@Isolated("a cancel has to reach a job within 400 ms")
class ShortJobsTest {
    private static final Rulebook CANCELS = WorkerRulebook.all().matching("W-32?,W-331");

    @Test
    void cancelsAreJudgedThough() {
        assertThat(verdicts(brief()))
                .allSatisfy((rule, verdict) -> assertThat(verdict).as(rule).isInstanceOf(Verdict.Passed.class));
    }

    /** Its jobs end by themselves soon after every cancel, but not because they are over. */
    @Test
    void cancelThatDoesNothingIsCaughtThough() {
        Map<String, Verdict> verdicts = verdicts(brief().ignoresCancelOf(job -> job.isOf("cancel-running")));

        assertThat(verdicts.get("W-321"))
                .isInstanceOf(Verdict.Failed.class)
                .extracting(Verdict::actual)
                .asString()
                .contains("is the terminal event of a cancelled job");
        assertThat(verdicts.get("W-322")).isInstanceOf(Verdict.CouldNotRun.class);
    }

    @Test
    void wrongOrderOfShortWaitingJobsIsCaught() {
        Behaviour lastFirst =
                new Behaviour().tokenMillis(5).firstTokenMillis(job -> 0).quirk(Quirk.LAST_JOB_FIRST);

        assertThat(verdicts(lastFirst, WorkerRulebook.all().matching("W-135")).get("W-135"))
                .isInstanceOf(Verdict.Failed.class);
    }

    @Test
    void sharingIsJudgedOfAWorkerWhoseJobsAreNeverSeenToRun() {
        Rulebook sharing = WorkerRulebook.all().matching("W-133,W-134,W-135,W-137");

        assertThat(verdicts(burst(), sharing))
                .allSatisfy((rule, verdict) -> assertThat(verdict).as(rule).isInstanceOf(Verdict.Passed.class));
        assertThat(verdicts(burst().quirk(Quirk.IDS_NEVER_REUSED), sharing).get("W-137"))
                .isInstanceOf(Verdict.Failed.class);
    }

    private static Behaviour burst() {
        return new Behaviour().quirk(Quirk.BURST).tokenMillis(2);
    }

    @Test
    void oneBurstIsNotTakenForTheWorkersHabit() {
        List<Planned> held = new ArrayList<>();
        Behaviour heldBackOnce = new Behaviour().tokenMillis(2).event((job, event) -> {
            if (job.number() > 1) {
                return List.of(event);
            }
            held.add(event);
            return event.isTerminal() ? held : List.of();
        });

        assertThat(verdicts(heldBackOnce, WorkerRulebook.all().matching("W-321"))
                        .get("W-321"))
                .isInstanceOf(Verdict.Passed.class);
    }

    private static Behaviour brief() {
        return new Behaviour().firstTokenMillis(job -> 400).tokenMillis(1).eosAfter(job -> 3);
    }

    private static Map<String, Verdict> verdicts(Behaviour behaviour) {
        return verdicts(behaviour, CANCELS);
    }

    private static Map<String, Verdict> verdicts(Behaviour behaviour, Rulebook rules) {
        Map<String, Verdict> verdicts = new TreeMap<>();
        try (ReferenceWorker worker = ReferenceWorker.start(behaviour)) {
            ConformanceRun.of(new KnownWorker(worker.url()), rules)
                    .prompts(JobPrompts.of(List.of("once upon a time")))
                    .build()
                    .run()
                    .results()
                    .forEach(each -> verdicts.put(each.rule().id(), each.verdict()));
        }
        return verdicts;
    }
}
