package dev.gpuworker.torture;

import dev.gpuworker.mock.scenario.demand.Demand;
import dev.gpuworker.mock.scenario.demand.Duty;
import dev.gpuworker.mock.scenario.demand.FailureKind;
import dev.gpuworker.mock.scenario.demand.Unfinished;
import java.util.Optional;

/** Judges a client's run of one scenario by its demand. Pure. */
public final class DemandJudge {
    private final Demand demand;
    private final ClientRun run;
    private final EventComparison events;

    private DemandJudge(Demand demand, ClientRun run, String jobId) {
        this.demand = demand;
        this.run = run;
        int passes = demand.repeat() == Duty.MAY ? Math.max(1, run.posts()) : 1;
        this.events = EventComparison.of(demand.events(), run.events(), jobId, passes);
    }

    /**
     * Returns whether the run of a client meets the demand.
     *
     * @param jobId the id of the job that the client was given
     */
    public static Judgement judge(Demand demand, ClientRun run, String jobId) {
        return new DemandJudge(demand, run, jobId).judge();
    }

    private Judgement judge() {
        if (run.outcome() instanceof Outcome.Unusable unusable) {
            return Judgement.wrong(unusable.problem(), "");
        }
        if (demand.repeat() == Duty.MUST_NOT && run.posts() > 1) {
            return Judgement.wrong("the job was sent " + run.posts() + " times", demand.because("repeat"));
        }
        if (run.fault().isPresent()) {
            return Judgement.wrong(run.fault().orElseThrow(), "");
        }
        String difference = events.difference();
        if (difference != null) {
            return Judgement.wrong(difference, demand.because("events"));
        }
        return outcome().orElseGet(this::missing);
    }

    private Optional<Judgement> outcome() {
        if (run.outcome() instanceof Outcome.Ended && !demand.mayEnd()) {
            return Optional.of(Judgement.wrong(
                    "reported a good end, but had to report: " + FailureKind.words(demand.kinds()),
                    demand.because("failure")));
        }
        if (run.outcome() instanceof Outcome.Failed failed && !demand.kinds().contains(failed.kind())) {
            return Optional.of(Judgement.wrong(
                    "reported: " + failed.kind().words() + ", but had to report "
                            + (demand.kinds().isEmpty()
                                    ? "a good end"
                                    : (demand.mayEnd() ? "a good end or " : "") + FailureKind.words(demand.kinds())),
                    demand.because("failure")));
        }
        return run.outcome() instanceof Outcome.Unfinished late ? unfinished(late) : Optional.empty();
    }

    private Optional<Judgement> unfinished(Outcome.Unfinished late) {
        String waits = "still waiting when its " + late.seconds() + " s were over";
        boolean retries = demand.repeat() == Duty.MAY && run.posts() > 1;
        if (demand.unfinished() == Unfinished.MUST_NOT && !retries) {
            return Optional.of(Judgement.wrong(
                    waits + ", although everything had come" + andMissing(), demand.because("unfinished")));
        }
        if (demand.unfinished() == Unfinished.MAY && events.missing(true) == null) {
            return Optional.of(Judgement.RIGHT);
        }
        return Optional.of(Judgement.undecided(waits + andMissing()));
    }

    private String andMissing() {
        String missing = events.missing(true);
        return missing == null ? "" : "; " + missing + " (does it flush its output after each line?)";
    }

    private Judgement missing() {
        String missing = events.missing(run.outcome() instanceof Outcome.Failed);
        return missing == null ? Judgement.RIGHT : Judgement.wrong(missing, demand.because("events"));
    }
}
