package dev.gpuworker.mock.scenario.match;

import java.math.BigDecimal;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The share of the matching jobs that a scenario answers. Whether a job belongs to it is drawn from the set's seed, the
 * scenario's name and the job's id, so a second run of the same jobs draws the same. Immutable.
 *
 * @param percent above 0, at most 100
 */
public record Share(BigDecimal percent) {
    /** All jobs. */
    public static final Share ALL = new Share(BigDecimal.valueOf(100));

    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,6})?) ?%");

    /** Rejects shares outside the range. */
    public Share {
        if (percent.signum() <= 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException("a share must be above 0% and at most 100%, but was " + percent + '%');
        }
        percent = percent.stripTrailingZeros();
    }

    /** Returns the share that the text names: {@code 5%}, {@code 0.5%}. Throws {@link IllegalArgumentException}. */
    public static Share parse(String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected a share such as 5% or 0.5%");
        }
        return new Share(new BigDecimal(matcher.group(1)));
    }

    /** Returns whether a job belongs to it, for which this generator is the one of {@code ExecutionRandom}. */
    public boolean contains(Supplier<RandomGenerator> ofTheJob) {
        return equals(ALL) || ofTheJob.get().nextDouble() * 100 < percent.doubleValue();
    }

    /** Returns the text as scenario files have it. */
    @Override
    public String toString() {
        return percent.toPlainString() + '%';
    }
}
