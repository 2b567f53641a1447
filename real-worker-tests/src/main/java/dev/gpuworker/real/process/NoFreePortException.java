package dev.gpuworker.real.process;

/** Every port of the range is leased or in use. */
public final class NoFreePortException extends WorkerStartException {
    private static final long serialVersionUID = 1L;

    NoFreePortException(PortRange range) {
        super(
                "no free port: all " + range.size() + " ports of " + range.first() + ".." + range.last()
                        + " are in use or leased by another test",
                "no-free-port");
    }
}
