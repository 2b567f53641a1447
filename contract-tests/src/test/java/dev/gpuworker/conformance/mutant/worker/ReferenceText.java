package dev.gpuworker.conformance.mutant.worker;

/** The text that the reference worker generates: it depends on the seed and the place alone. */
public final class ReferenceText {
    private static final String[] WORDS = {" warp", " 🙂", " wakes", "漢字", " in", " the", " dark", " 👩‍👧", " naïve"};

    private ReferenceText() {}

    public static String token(Job job, int index) {
        long seed = job.request().path("seed").asLong(42);
        return WORDS[Math.floorMod(index + seed, WORDS.length)] + (index + Math.floorMod(seed, 10));
    }
}
