package dev.gpuworker.real.vram;

import dev.gpuworker.conformance.Verdict.Kind;
import dev.gpuworker.real.vram.device.ByteText;
import dev.gpuworker.real.vram.leak.LeakFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Judges whether memory in use stays level over jobs, for each way in which they end. A rise that goes on with jobs of
 * one ending is memory that isn't given back. A rise that comes to rest is a one-off step.
 */
final class LevelRule {
    private static final String EXPECTED =
            "memory in use stays level over jobs that finish, are refused or cancelled, fail, or lose their client";

    private LevelRule() {}

    /**
     * What was seen of the jobs with one ending.
     *
     * @param ending how the jobs ended, such as {@code finished} or {@code client gone}
     * @param beforeBytes memory in use before the first of them
     * @param firstBytes memory in use after the first of them, which may have warmed something up
     * @param finding the finding over the others
     */
    record OfEnding(String ending, long beforeBytes, long firstBytes, LeakFinding finding) {
        private boolean leaks() {
            return finding.kind() == LeakFinding.Kind.LEAK;
        }

        private long lastBytes() {
            return finding.readings().isEmpty()
                    ? firstBytes
                    : finding.readings().get(finding.readings().size() - 1);
        }

        private long stepBytes() {
            return Math.max(0, lastBytes() - beforeBytes);
        }
    }

    /**
     * Judges the jobs.
     *
     * @param baseline the device before the worker was started
     * @param endings what was seen, in order
     * @param otherwise what went wrong with jobs that did not end as they should, one sentence each
     */
    static VramVerdict judge(VramBaseline baseline, List<OfEnding> endings, List<String> otherwise) {
        if (!baseline.isQuiet()) {
            return VramVerdict.noisy(VramCheck.LEVEL_ACROSS_JOBS, baseline);
        }
        String leaking = texts(leaking(endings), LevelRule::growth);
        if (!leaking.isEmpty()) {
            return verdict(Kind.FAILED, "memory in use rises with jobs and isn't given back: " + leaking, endings);
        }
        if (!otherwise.isEmpty()) {
            return verdict(Kind.COULD_NOT_RUN, String.join("; ", otherwise), endings);
        }
        String unsettled = texts(
                that(endings, each -> each.finding.kind() == LeakFinding.Kind.UNSETTLED),
                each -> quoted(each) + ": " + each.finding.because() + "; " + each.finding.power());
        if (!unsettled.isEmpty()) {
            return verdict(Kind.INCONCLUSIVE, unsettled, endings);
        }
        String power = endings.stream()
                .map(each -> quoted(each) + " " + each.finding.leastLeakBytes())
                .collect(Collectors.joining(", ", "bytes per job that 99 of 100 runs would have found: ", ""));
        String steps = texts(
                that(endings, each -> each.stepBytes() > baseline.toleranceBytes()),
                each -> "a one-off step of " + ByteText.of(each.stepBytes()) + " at the first jobs " + quoted(each)
                        + ", which the later ones don't repeat");
        return steps.isEmpty()
                ? verdict(Kind.PASSED, "memory in use was level; " + power, endings)
                : verdict(Kind.WARNED, steps + "; " + power, endings);
    }

    /** The worker is known to be free once the next job has finished, so jobs without client include finished ones. */
    private static List<OfEnding> leaking(List<OfEnding> endings) {
        double finished = that(endings, each -> each.leaks() && each.ending.equals(JobEndings.FINISHED)).stream()
                .mapToDouble(each -> each.finding.slopeBytes())
                .sum();
        return that(
                endings,
                each -> each.leaks()
                        && (!each.ending.equals(JobEndings.CLIENT_GONE) || each.finding.slopeBytes() > 1.5 * finished));
    }

    private static String growth(OfEnding each) {
        return "jobs " + quoted(each) + ": " + each.finding.because() + " after the first";
    }

    private static String quoted(OfEnding each) {
        return "\"" + each.ending + "\"";
    }

    private static List<OfEnding> that(List<OfEnding> endings, Predicate<OfEnding> wanted) {
        return endings.stream().filter(wanted).toList();
    }

    private static String texts(List<OfEnding> endings, Function<OfEnding, String> text) {
        return endings.stream().map(text).collect(Collectors.joining("; "));
    }

    private static VramVerdict verdict(Kind kind, String because, List<OfEnding> endings) {
        List<Evidence> evidence = new ArrayList<>();
        for (OfEnding each : endings) {
            LeakFinding finding = each.finding;
            int readings = finding.readings().size();
            evidence.add(Evidence.bytes("in use after the first job " + quoted(each), each.firstBytes));
            evidence.add(Evidence.bytes(
                    "in use after " + (1 + readings * finding.plan().requestsPerBatch()) + " jobs " + quoted(each),
                    each.lastBytes()));
            evidence.add(new Evidence("slope of jobs " + quoted(each), Math.round(finding.slopeBytes()), "bytes/job"));
            evidence.add(new Evidence(
                    "least leak found in 99 of 100 runs, jobs " + quoted(each), finding.leastLeakBytes(), "bytes/job"));
            evidence.add(new Evidence(
                    "false alarms in " + finding.resampledRuns() + " resampled runs, jobs " + quoted(each),
                    finding.falseAlarms(),
                    "runs"));
        }
        return new VramVerdict(VramCheck.LEVEL_ACROSS_JOBS, kind, because, EXPECTED, evidence);
    }
}
