package dev.gpuworker.mock.scenario;

import java.util.List;

/** A scenario file that cannot be used, with every reason. Its message is the whole report for people. */
public final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final transient List<Problem> problems;
    private final String report;

    /**
     * Creates the exception.
     *
     * @param file name of the file as the user gave it
     * @param problems at least one, in the file's order
     * @param report all problems with their lines of the file, without the closing count
     */
    public ScenarioException(String file, List<Problem> problems, String report) {
        super(file, null, false, false);
        this.file = file;
        this.problems = List.copyOf(problems);
        this.report = report;
    }

    /** Returns the report with the closing count, for people. */
    @Override
    public String getMessage() {
        return report + count(problems.size()) + " Nothing was started.";
    }

    /** Returns the name of the file. */
    public String file() {
        return file;
    }

    /** Returns all problems, in the file's order. */
    public List<Problem> problems() {
        return problems;
    }

    /** Returns the problems with their lines of the file, each line ended, without the closing count. */
    public String report() {
        return report;
    }

    private static String count(int problems) {
        return problems == 1 ? "1 error." : problems + " errors.";
    }
}
