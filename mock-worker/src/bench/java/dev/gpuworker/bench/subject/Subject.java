package dev.gpuworker.bench.subject;

import dev.gpuworker.bench.load.ExpectedBody;
import dev.gpuworker.bench.load.Load;
import dev.gpuworker.bench.load.RequestTemplate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A server that is measured, in one configuration. */
public interface Subject {
    /** Returns the product's name. */
    String name();

    /** Returns what is set differently from the product's defaults, in a few words. */
    String configuration();

    /**
     * Returns the command that starts it.
     *
     * @param port where it has to listen
     * @param folder its own empty folder, for the files that say what it answers
     * @param loads what it will be asked for
     */
    List<String> command(int port, Path folder, List<Load> loads) throws IOException;

    /** Returns the path that answers a GET once it is ready; any status tells that it listens. */
    String readyPath();

    /** Returns what to send for this load. */
    RequestTemplate request(Load load);

    /** Tells whether this load can be expressed and means the same as for the others. */
    boolean takes(Load load);

    /** Parts the frames of what it answers. */
    default Pattern frameEnd() {
        return ExpectedBody.BLANK_LINE;
    }

    /** Finds the frame of one token in what it answers. */
    Pattern tokenFrame();

    /** Returns what in an answer may be different from stream to stream, as the first group of each pattern. */
    default List<Pattern> variable() {
        return List.of();
    }

    /** Tells whether it is the floor or the mock, and no peer. */
    default boolean isOurs() {
        return false;
    }

    /** Tells whether it writes down when it wrote each token. */
    default boolean keepsJournal() {
        return false;
    }

    /** Returns name and configuration as one text. */
    default String label() {
        return configuration().isEmpty() ? name() : name() + ", " + configuration();
    }
}
