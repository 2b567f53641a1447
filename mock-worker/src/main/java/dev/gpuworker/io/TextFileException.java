package dev.gpuworker.io;

import java.io.IOException;

/** A text file that cannot be read as text. The message names the file, the line if there is one, and the remedy. */
public final class TextFileException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final int line;
    private final int column;
    private final String problem;
    private final String remedy;
    private final String before;

    TextFileException(String name, int line, int column, String problem, String remedy) {
        this(name, line, column, problem, remedy, "");
    }

    TextFileException(String name, int line, int column, String problem, String remedy, String before) {
        super(PrintableText.line(name) + (line == 0 ? "" : ":" + line) + ": " + problem
                + (remedy.isEmpty() ? "" : "; " + remedy));
        this.name = name;
        this.line = line;
        this.column = column;
        this.problem = problem;
        this.remedy = remedy;
        this.before = before;
    }

    /** Returns the file as the caller named it. */
    public String name() {
        return name;
    }

    /** Returns the line of the problem, from 1; 0 if it concerns the whole file. */
    public int line() {
        return line;
    }

    /** Returns the column in code points, from 1; 0 if the problem concerns the whole file. */
    public int column() {
        return column;
    }

    /** Returns what is wrong, without the file's name: "is UTF-16". Printable. */
    public String problem() {
        return problem;
    }

    /** Returns what to do about it; empty if there is nothing to suggest. */
    public String remedy() {
        return remedy;
    }

    /**
     * Returns the text before the problem, for formats with other line ends; empty if the problem concerns the whole
     * file.
     */
    public String before() {
        return before;
    }
}
