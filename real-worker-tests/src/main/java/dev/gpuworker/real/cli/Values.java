package dev.gpuworker.real.cli;

import dev.gpuworker.conformance.WorkerUnderTest;
import dev.gpuworker.io.DurationText;
import dev.gpuworker.io.FilePath;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.mock.scenario.ByteSize;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of options, so that every command reports the same mistake in the same words. */
final class Values {
    private static final int SHOWN_CHARS_MAX = 200;

    private Values() {}

    /** Reads a duration with its unit: {@code 500ms}, {@code 5s}, {@code 2m}, {@code 1h}. */
    static Duration duration(String text) {
        try {
            return DurationText.parseOption(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** Reads a size with its unit, such as {@code 5KiB}; {@link IllegalArgumentException} names the option. */
    static long size(String option, String text) {
        try {
            return ByteSize.parse(text).bytes();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
        }
    }

    static Path path(String text) {
        try {
            return FilePath.of(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(quoted(text) + " " + e.getMessage());
        }
    }

    /** Reads the URL of a worker by the same rule as {@code worker-contracts}: a host, a port, nothing else. */
    static URI url(String text) {
        try {
            return WorkerUnderTest.at(new URI(text)).url();
        } catch (URISyntaxException e) {
            throw new TypeConversionException(
                    "not a URL: " + quoted(text) + " (" + e.getReason() + "); write http://host:port");
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /**
     * Returns the duration; throws {@link IllegalArgumentException}, which names the option, if it is out of bounds.
     */
    static Duration inRange(String option, Duration value, Duration least, Duration greatest) {
        if (value.compareTo(least) < 0 || value.compareTo(greatest) > 0) {
            throw new IllegalArgumentException(option + " must be from " + DurationText.of(least) + " to "
                    + DurationText.of(greatest) + ", but was " + DurationText.of(value));
        }
        return value;
    }

    private static String quoted(String text) {
        return PrintableText.quoted(text, SHOWN_CHARS_MAX);
    }
}
