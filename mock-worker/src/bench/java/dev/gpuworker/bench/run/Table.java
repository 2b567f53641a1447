package dev.gpuworker.bench.run;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Writes one Markdown table. */
final class Table {
    private final StringBuilder text = new StringBuilder();

    Table(String title, List<String> columns) {
        text.append("\n### ").append(title).append("\n\n");
        row(columns);
        row(Collections.nCopies(columns.size(), "---"));
    }

    void row(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** Returns three significant digits, or a dash if it was not measured. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        double size = Math.abs(value);
        if (size >= 100 || size == 0) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
    }

    static String times(double value) {
        return Double.isNaN(value) || Double.isInfinite(value) ? "–" : number(value) + " ×";
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
