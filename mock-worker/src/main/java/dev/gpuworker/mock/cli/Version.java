package dev.gpuworker.mock.cli;

import java.util.Optional;

/** The version of the running jar. */
final class Version {
    private Version() {}

    /** Returns the version in the jar's manifest; {@code development} if not run from a jar. */
    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
