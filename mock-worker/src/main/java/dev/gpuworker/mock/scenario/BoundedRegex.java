package dev.gpuworker.mock.scenario;

import java.util.regex.Pattern;

/** Searches with a regular expression for a bounded number of steps, so that no expression can hang the worker. */
final class BoundedRegex {
    /** About half a second on a slow machine; an honest search over the longest prompt takes far fewer. */
    static final int MATCH_STEPS_MAX = 20_000_000;

    /** Enough for a short text; a whole file of scenarios is compared pair by pair. */
    static final int COMPARE_STEPS_MAX = 2_000;

    private BoundedRegex() {}

    enum Outcome {
        FOUND,
        NOT_FOUND,
        GAVE_UP
    }

    static Outcome find(Pattern pattern, String text, int stepsMax) {
        try {
            return pattern.matcher(new CountedText(text, new Steps(stepsMax))).find()
                    ? Outcome.FOUND
                    : Outcome.NOT_FOUND;
        } catch (TooManyStepsException | StackOverflowError e) {
            // The JDK's matcher recurses: a long text overflows the stack for expressions such as (a|b)*.
            return Outcome.GAVE_UP;
        }
    }

    private static final class Steps {
        private int left;

        Steps(int max) {
            left = max;
        }

        void take() {
            if (--left < 0) {
                throw new TooManyStepsException();
            }
        }
    }

    private record CountedText(CharSequence text, Steps steps) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            steps.take();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new CountedText(text.subSequence(start, end), steps);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static final class TooManyStepsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyStepsException() {
            super("too many steps", null, false, false);
        }
    }
}
