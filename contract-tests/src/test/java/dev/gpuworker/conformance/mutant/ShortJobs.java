package dev.gpuworker.conformance.mutant;

import dev.gpuworker.conformance.mutant.worker.Behaviour;
import dev.gpuworker.conformance.mutant.worker.Job;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/** When the jobs of small models end by themselves: mostly after 0, 1 or 3 tokens. */
final class ShortJobs {
    private static final int[] FEW = {0, 1, 3};

    private ShortJobs() {}

    /** Only a chat goes on. */
    static ToIntFunction<Job> exceptChats() {
        return job -> prompt(job).startsWith("<|im_start|>user\nWrite a very long") ? Integer.MAX_VALUE : few(job);
    }

    /** Only a job with a penalty for repetition goes on. */
    static ToIntFunction<Job> exceptPenalised() {
        return job -> job.request().path("repetition_penalty").asDouble(1) > 1 ? Integer.MAX_VALUE : few(job);
    }

    /** Every fourth job goes on, whatever it asks for; that the same prompt gives the same text is broken by this. */
    static ToIntFunction<Job> mostly() {
        return job -> job.number() % 4 == 0 ? Integer.MAX_VALUE : FEW[job.number() % 4 - 1];
    }

    /** Workers that nothing makes go on, by name. */
    static Map<String, UnaryOperator<Behaviour>> hopeless() {
        Map<String, UnaryOperator<Behaviour>> all = new LinkedHashMap<>();
        for (int tokens : FEW) {
            all.put("all jobs end after " + tokens + " tokens", behaviour -> behaviour.eosAfter(job -> tokens));
        }
        return all;
    }

    private static int few(Job job) {
        return FEW[Math.floorMod(prompt(job).length(), FEW.length)];
    }

    private static String prompt(Job job) {
        return job.request().path("prompt").asText();
    }
}
