package dev.gpuworker.mock.scenario;

/**
 * The inverse of the standard normal distribution, by Acklam's rational approximation (relative error below 1.2e-9).
 * Not {@code nextGaussian}, whose numbers differ between JDKs.
 */
final class NormalQuantile {
    /** The 99th percentile of the standard normal distribution, by this approximation. */
    static final double Z99 = at(0.99);

    private static final double LOW = 0.02425;

    private NormalQuantile() {}

    /** Returns the quantile; 0 and 1 are moved inwards, so that the result is finite. */
    static double at(double probability) {
        double p = Math.min(Math.max(probability, 1e-12), 1 - 1e-12);
        if (p < LOW) {
            return tail(StrictMath.sqrt(-2 * StrictMath.log(p)));
        }
        if (p > 1 - LOW) {
            return -tail(StrictMath.sqrt(-2 * StrictMath.log(1 - p)));
        }
        return centre(p - 0.5);
    }

    private static double tail(double q) {
        double above = ((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838) * q
                                                - 2.549732539343734)
                                        * q
                                + 4.374664141464968)
                        * q
                + 2.938163982698783;
        double below =
                (((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996) * q + 3.754408661907416)
                                * q
                        + 1;
        return above / below;
    }

    private static double centre(double q) {
        double r = q * q;
        double above = (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r
                                                        + 1.383577518672690e+02)
                                                * r
                                        - 3.066479806614716e+01)
                                * r
                        + 2.506628277459239)
                * q;
        double below = ((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r
                                                + 6.680131188771972e+01)
                                        * r
                                - 1.328068155288572e+01)
                        * r
                + 1;
        return above / below;
    }
}
