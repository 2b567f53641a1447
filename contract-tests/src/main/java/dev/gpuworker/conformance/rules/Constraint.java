package dev.gpuworker.conformance.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.conformance.exercise.RefusedRequests;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares constraint names by meaning: {@code range(0..=2)} equals {@code range(0.0..=2.0)}. */
final class Constraint {
    private static final String NUMBER = "(-?\\d+(?:\\.\\d+)?)";
    private static final Pattern RANGE = Pattern.compile("range\\(" + NUMBER + "\\.\\.=" + NUMBER + "\\)");
    private static final Pattern ANY_LENGTH = Pattern.compile("max_length\\(\\d+\\)");

    /** An item by its index from 0 (D-23). */
    private static final Pattern STOP_ITEM = Pattern.compile("stop\\[\\d{1,9}\\]");

    private Constraint() {}

    /** Returns whether the errors name this field with this constraint. */
    static boolean isNamed(JsonNode errors, String field, String constraint) {
        for (JsonNode error : errors) {
            String named = error.path("field").asText();
            boolean sameField = named.equals(field)
                    || (field.equals("stop") && STOP_ITEM.matcher(named).matches());
            if (sameField && same(constraint, error.path("constraint").asText())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether a worker's name is one of the wanted names, which are separated by {@value RefusedRequests#OR}.
     */
    static boolean same(String wanted, String told) {
        return Arrays.stream(wanted.split(RefusedRequests.OR)).anyMatch(one -> sameOne(one, told));
    }

    private static boolean sameOne(String wanted, String told) {
        if ("max_length(n)".equals(wanted)) {
            return ANY_LENGTH.matcher(told).matches();
        }
        Matcher a = RANGE.matcher(wanted);
        Matcher b = RANGE.matcher(told);
        if ("range(0..=vocab)".equals(wanted)) {
            return b.matches() && number(b, 1).signum() == 0;
        }
        return wanted.equals(told)
                || (a.matches()
                        && b.matches()
                        && number(a, 1).compareTo(number(b, 1)) == 0
                        && number(a, 2).compareTo(number(b, 2)) == 0);
    }

    private static BigDecimal number(Matcher range, int group) {
        return new BigDecimal(range.group(group));
    }
}
