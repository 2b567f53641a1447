package dev.gpuworker.real.vram;

import dev.gpuworker.conformance.Verdict.Kind;
import dev.gpuworker.real.vram.device.ByteText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Judges whether memory in use stays level over jobs that end in different ways. The first job warms up and sets the
 * level. If memory rises repeatedly after the same ending, it is not given back. A rise that the same ending doesn't
 * repeat is a one-off step.
 */
final class LevelRule {
    private LevelRule() {}

    /**
     * A reading after a job.
     *
     * @param ending how the job ended, such as {@code finished}, {@code failed}, {@code cancelled} or {@code client
     *     gone}
     * @param usedBytes memory in use once the worker was idle again
     */
    public record AfterJob(String ending, long usedBytes) {}

    /**
     * Judges the readings in the order of the jobs; each ending should occur at least twice.
     *
     * @param baseline the device before the worker was started
     * @param jobs at least two
     */
    public static VramVerdict judge(VramBaseline baseline, List<AfterJob> jobs) {
        if (jobs.size() < 2) {
            throw new IllegalArgumentException("at least two jobs are needed, but there were " + jobs.size());
        }
        if (!baseline.isQuiet()) {
            return VramVerdict.noisy(VramCheck.LEVEL_ACROSS_JOBS, baseline);
        }
        long level = jobs.get(0).usedBytes();
        long rise = jobs.get(jobs.size() - 1).usedBytes() - level;
        if (rise <= baseline.toleranceBytes()) {
            return verdict(
                    Kind.PASSED, "memory in use after the last job is where it was after the first", baseline, jobs);
        }
        Map<String, List<Boolean>> risesByEnding = risesByEnding(jobs, baseline.rangeBytes());
        String repeated = endings(risesByEnding, rises -> count(rises) > 1);
        if (!repeated.isEmpty()) {
            return verdict(
                    Kind.FAILED, "memory in use rises with jobs and isn't given back: " + repeated, baseline, jobs);
        }
        String unconfirmed = endings(risesByEnding, rises -> !rises.isEmpty() && rises.get(rises.size() - 1));
        return unconfirmed.isEmpty()
                ? verdict(
                        Kind.WARNED,
                        "a one-off step of " + ByteText.of(rise)
                                + ", which later jobs with the same ending don't repeat",
                        baseline,
                        jobs)
                : verdict(
                        Kind.INCONCLUSIVE,
                        "memory rose by " + ByteText.of(rise) + " and no later job shows whether it rises again: "
                                + unconfirmed,
                        baseline,
                        jobs);
    }

    /**
     * Returns, for each ending and job by job, whether memory rose by more than the noise. The first job is the
     * warm-up.
     */
    private static Map<String, List<Boolean>> risesByEnding(List<AfterJob> jobs, long noiseBytes) {
        var rises = new LinkedHashMap<String, List<Boolean>>();
        for (int i = 1; i < jobs.size(); i++) {
            boolean rose = jobs.get(i).usedBytes() - jobs.get(i - 1).usedBytes() > noiseBytes;
            rises.computeIfAbsent(jobs.get(i).ending(), ending -> new ArrayList<>())
                    .add(rose);
        }
        return rises;
    }

    private static long count(List<Boolean> rises) {
        return rises.stream().filter(Boolean::booleanValue).count();
    }

    private static String endings(Map<String, List<Boolean>> risesByEnding, Predicate<List<Boolean>> wanted) {
        return risesByEnding.entrySet().stream()
                .filter(entry -> wanted.test(entry.getValue()))
                .map(entry -> "after " + count(entry.getValue()) + " of "
                        + entry.getValue().size() + " jobs \"" + entry.getKey() + "\"")
                .collect(Collectors.joining(", "));
    }

    private static VramVerdict verdict(Kind kind, String because, VramBaseline baseline, List<AfterJob> jobs) {
        var evidence = new ArrayList<Evidence>();
        for (int i = 0; i < jobs.size(); i++) {
            evidence.add(Evidence.bytes(
                    "in use after job " + (i + 1) + " (" + jobs.get(i).ending() + ")",
                    jobs.get(i).usedBytes()));
        }
        evidence.add(Evidence.bytes("tolerance", baseline.toleranceBytes()));
        return new VramVerdict(
                VramCheck.LEVEL_ACROSS_JOBS,
                kind,
                because,
                "memory in use after the last job within " + ByteText.of(baseline.toleranceBytes())
                        + " of that after the first",
                evidence);
    }
}
