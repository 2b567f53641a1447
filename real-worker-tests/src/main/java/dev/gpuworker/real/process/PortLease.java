package dev.gpuworker.real.process;

import dev.gpuworker.real.process.linux.Spawning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A free port that no other test JVM of this user gets while the lease lasts. The lease is a lock on one byte of a
 * shared file; the kernel drops it when the JVM dies. The port is checked by binding it on the wildcard address, as a
 * worker does. An unrelated process can still take the port, so a start must be ready to try another one.
 */
public final class PortLease implements AutoCloseable {
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE / 2));

    private final int port;
    private final FileLock lock;

    private PortLease(int port, FileLock lock) {
        this.port = port;
        this.lock = lock;
    }

    /**
     * Leases a port, but never the one leased last, because a killed worker may hold its port for a while.
     *
     * @throws NoFreePortException if every port of the range is taken
     */
    public static PortLease acquire(PortRange range) {
        for (int tried = 0; tried < range.size(); tried++) {
            int port = range.first() + Math.floorMod(NEXT.getAndIncrement(), range.size());
            PortLease lease = tryAcquire(port);
            if (lease != null) {
                return lease;
            }
        }
        throw new NoFreePortException(range);
    }

    private static @Nullable PortLease tryAcquire(int port) {
        FileLock lock = null;
        try {
            lock = LockFile.channel().tryLock(port, 1, false);
            if (lock == null) {
                return null;
            }
            if (Spawning.between(() -> isFree(port))) {
                return new PortLease(port, lock);
            }
            lock.release();
            return null;
        } catch (OverlappingFileLockException leasedByThisJvm) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot lock a byte of " + LockFile.PATH + ", where test JVMs lease their ports, for port " + port
                            + "; see " + Troubleshooting.link("cannot-start"),
                    e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(false);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Returns the port. */
    public int port() {
        return port;
    }

    /** Releases the port; idempotent. */
    @Override
    public void close() {
        try {
            if (lock.isValid()) {
                lock.release();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give back the lease on port " + port, e);
        }
    }

    /** Opened once and never closed: closing any descriptor of a file drops all locks that this process holds on it. */
    private record LockFile(
            @Nullable FileChannel opened, @Nullable IOException failure) {
        private static final Path PATH = Path.of(
                System.getProperty("java.io.tmpdir", "/tmp"),
                "gpuworker-ports-" + System.getProperty("user.name") + ".lock");
        private static final LockFile ONCE = open();

        private static LockFile open() {
            try {
                return new LockFile(
                        FileChannel.open(
                                PATH, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                        null);
            } catch (IOException e) {
                return new LockFile(null, e);
            }
        }

        static FileChannel channel() throws IOException {
            if (ONCE.opened == null) {
                throw new IOException("cannot open it", ONCE.failure);
            }
            return ONCE.opened;
        }
    }
}
