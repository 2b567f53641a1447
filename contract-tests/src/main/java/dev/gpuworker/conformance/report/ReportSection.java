package dev.gpuworker.conformance.report;

import java.util.List;

/**
 * A part of a report beside the rules and the pact, such as device memory.
 *
 * @param title its heading
 * @param svg a drawing, trusted markup made by this project; empty for none
 * @param rows what was judged, in order
 * @param foldedTitle title of a text that is shown folded
 * @param foldedText the text, such as a worker's log; empty for none
 */
public record ReportSection(String title, String svg, List<Row> rows, String foldedTitle, String foldedText) {
    /** Copies the rows. */
    public ReportSection {
        rows = List.copyOf(rows);
    }

    /** Tells whether a row makes the run red. */
    public boolean isRed() {
        return rows.stream().anyMatch(Row::red);
    }

    /**
     * One thing that was judged.
     *
     * @param id stable id
     * @param requirements ids of the contract
     * @param title what was judged, in a sentence
     * @param verdict one of the words of {@code report.json}
     * @param red whether it makes the run red
     * @param expected what would have passed
     * @param actual what was observed, with every measured value
     * @param hint where to look; empty when it passed
     * @param log what the worker wrote meanwhile, shown folded; empty where that is not known
     */
    public record Row(
            String id,
            List<String> requirements,
            String title,
            String verdict,
            boolean red,
            String expected,
            String actual,
            String hint,
            String log) {
        /** Copies the list. */
        public Row {
            requirements = List.copyOf(requirements);
        }

        /** Tells whether it was broken without making the run red. */
        public boolean isWarned() {
            return verdict.equals("warned");
        }
    }
}
