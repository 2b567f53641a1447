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

    /** Returns the settings that differ from the product's defaults, in a few words. */
    String configuration();

    /**
     * Returns the command that starts it.
     *
     * @param port port on which it must listen
     * @param folder its own empty folder, for the files that define its answers
     * @param loads the loads that it will get
     */
    List<String> command(int port, Path folder, List<Load> loads) throws IOException;

    /** Returns the path that answers a GET once it is ready; any status means that it listens. */
    String readyPath();

    /** Returns the request for this load. */
    RequestTemplate request(Load load);

    /** Returns whether this load can be expressed and means the same as for the others. */
    boolean takes(Load load);

    /** Returns the pattern that separates the frames of its answer. */
    default Pattern frameEnd() {
        return ExpectedBody.BLANK_LINE;
    }

    /** Returns the pattern of one token's frame in its answer. */
    Pattern tokenFrame();

    /** Returns patterns whose first group may differ from stream to stream. */
    default List<Pattern> variable() {
        return List.of();
    }

    /** Returns whether it is the floor or the mock rather than a peer. */
    default boolean isOurs() {
        return false;
    }

    /** Returns whether it records when it wrote each token. */
    default boolean keepsJournal() {
        return false;
    }

    /** Returns name and configuration as one text. */
    default String label() {
        return configuration().isEmpty() ? name() : name() + ", " + configuration();
    }
}
