package dev.gpuworker.real.vram.leak;

/**
 * How a leak is looked for.
 *
 * @param requestsPerBatch requests between two readings, at least 1
 * @param leastLeakBytes the least leak per request that must be found in 99 of 100 runs, at least 1
 * @param windowMax the most readings of a window, at least {@value LeakTrial#WINDOW_MIN}; if they don't suffice, there
 *     is no verdict
 * @param per the unit that may lose memory each time
 */
public record LeakPlan(int requestsPerBatch, long leastLeakBytes, int windowMax, Per per) {
    /** The block size of the CUDA driver on data-centre cards. Smaller changes can't be seen. */
    public static final long GRANULE_BYTES = 2L << 20;

    /** The least leak that is looked for by default. */
    public static final long LEAST_LEAK_DEFAULT_BYTES = 5 * 1024;

    /** Enough for the least leak on a card whose noise fills the whole accepted band. */
    private static final int WINDOW_MAX = 200;

    /** A quiet card needs about ten batches, because a window must rise by two granules. */
    private static final int QUIET_BATCHES = 10;

    /** Enough for a granule in each batch on a card whose noise fills the whole accepted band. */
    private static final int JOB_BATCHES_MAX = 60;

    /** Each restart may take a minute. */
    private static final int RESTARTS_MAX = 20;

    /** The unit that may lose memory each time. */
    public enum Per {
        /** A request to a living worker. */
        REQUEST("request"),
        /** A job that ends in a certain way. */
        JOB("job"),
        /** A worker's whole life, read after its end. */
        RESTART("restart");

        private final String word;

        Per(String word) {
            this.word = word;
        }

        /** Returns the word in the singular. */
        public String word() {
            return word;
        }
    }

    /** Checks the bounds. */
    public LeakPlan {
        if (requestsPerBatch < 1 || leastLeakBytes < 1 || windowMax < LeakTrial.WINDOW_MIN) {
            throw new IllegalArgumentException(
                    "requestsPerBatch and leastLeakBytes must be at least 1 and windowMax at least "
                            + LeakTrial.WINDOW_MIN + ", but were " + requestsPerBatch + ", " + leastLeakBytes + " and "
                            + windowMax);
        }
    }

    /** Returns the plan that finds this leak per request with the fewest requests. */
    public static LeakPlan forLeak(long leastLeakBytes) {
        long requests = Math.max(1, (quietLeakPerBatch() + leastLeakBytes - 1) / Math.max(1, leastLeakBytes));
        return new LeakPlan((int) Math.min(Integer.MAX_VALUE, requests), leastLeakBytes, WINDOW_MAX, Per.REQUEST);
    }

    /** Returns the plan that needs this many requests on a quiet card, at least 1. */
    public static LeakPlan forRequests(int requests) {
        int perBatch = Math.max(1, (requests + QUIET_BATCHES - 1) / QUIET_BATCHES);
        return new LeakPlan(perBatch, (quietLeakPerBatch() + perBatch - 1) / perBatch, WINDOW_MAX, Per.REQUEST);
    }

    /** Returns the plan for jobs in batches of this size: a granule that is lost in each batch. */
    public static LeakPlan forJobs(int jobsPerBatch) {
        return new LeakPlan(jobsPerBatch, (GRANULE_BYTES + jobsPerBatch - 1) / jobsPerBatch, JOB_BATCHES_MAX, Per.JOB);
    }

    /** Returns the plan for restarts: a granule that is lost in each life. */
    public static LeakPlan forRestarts() {
        return new LeakPlan(1, GRANULE_BYTES, RESTARTS_MAX, Per.RESTART);
    }

    /** Returns the same plan for another leak. */
    public LeakPlan withLeastLeak(long bytes) {
        return new LeakPlan(requestsPerBatch, bytes, windowMax, per);
    }

    /** Returns the same plan with another bound. */
    public LeakPlan withWindowMax(int readings) {
        return new LeakPlan(requestsPerBatch, leastLeakBytes, readings, per);
    }

    /** Returns the least leak of a batch that must be found, in bytes. */
    double leastLeakPerBatch() {
        return (double) leastLeakBytes * requestsPerBatch;
    }

    /** Returns in words how much that many batches are, such as {@code 20 batches of 50 requests}. */
    String extent(int batches) {
        return switch (per) {
            case REQUEST, JOB ->
                batches + " batches of " + requestsPerBatch + " " + per.word() + (requestsPerBatch == 1 ? "" : "s");
            case RESTART -> batches + " restarts";
        };
    }

    /** Returns the leak of a batch, in bytes, that as many readings show on a card without noise. */
    private static long quietLeakPerBatch() {
        return (long) Math.ceil(LeakWindow.STRENGTH_MIN * GRANULE_BYTES / (QUIET_BATCHES - 1));
    }
}
