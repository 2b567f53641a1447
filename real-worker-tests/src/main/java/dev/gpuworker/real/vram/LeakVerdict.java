package dev.gpuworker.real.vram;

import dev.gpuworker.conformance.Verdict.Kind;
import dev.gpuworker.real.vram.device.ByteText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The verdict on the readings after batches of identical requests. */
sealed interface LeakVerdict {
    /** Returns the readings that were judged. */
    LeakSeries series();

    /** Returns the kind of verdict. */
    Kind kind();

    /** Returns the reason in one sentence. */
    String because();

    /** Memory in use came to rest: no leak. */
    record Level(LeakSeries series) implements LeakVerdict {
        @Override
        public Kind kind() {
            return Kind.PASSED;
        }

        @Override
        public String because() {
            return "memory in use was level in the last %d readings, after %s"
                    .formatted(LeakRule.LEVEL_READINGS, series.extent());
        }
    }

    /**
     * Memory in use grows with the requests.
     *
     * @param p the chance of such a rise without a trend
     */
    record Leaking(LeakSeries series, double p) implements LeakVerdict {
        /** Returns the loss. */
        public double bytesPerRequest() {
            return series.bytesPerRequest();
        }

        @Override
        public Kind kind() {
            return Kind.FAILED;
        }

        @Override
        public String because() {
            return String.format(
                    Locale.ROOT,
                    "memory in use grows by about %.0f bytes per %s (p = %.2g) over %s",
                    bytesPerRequest(),
                    series.per().word(),
                    p,
                    series.extent());
        }
    }

    /**
     * Memory in use neither becomes level nor clearly grows.
     *
     * @param p the chance of such a rise without a trend
     */
    record Unsettled(LeakSeries series, double p) implements LeakVerdict {
        @Override
        public Kind kind() {
            return Kind.INCONCLUSIVE;
        }

        @Override
        public String because() {
            return String.format(
                    Locale.ROOT,
                    "memory in use neither came to rest in %s nor clearly grew (p = %.2g); repeat with a fresh worker",
                    series.extent(),
                    p);
        }
    }

    /** Returns the verdict with all readings as evidence. */
    default VramVerdict toVerdict() {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(Evidence.slope(series().bytesPerRequest(), series().per()));
        evidence.add(Evidence.bytes("noise band", series().noiseBytes()));
        for (int i = 0; i < series().batches(); i++) {
            long requests = (long) (i + 1) * series().requestsPerBatch();
            evidence.add(Evidence.bytes(
                    "in use after " + requests + " " + series().per().word() + "s",
                    series().usedBytes().get(i)));
        }
        String expected = LeakRule.LEVEL_READINGS + " readings in a row within " + ByteText.of(series().noiseBytes());
        return new VramVerdict(VramCheck.LEAK, kind(), because(), expected, evidence);
    }
}
