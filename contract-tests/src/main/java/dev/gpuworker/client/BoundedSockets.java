package dev.gpuworker.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Sockets that stop reading after a number of bytes. Otherwise an endless header, chunk extension or trailer could fill
 * the memory before the limit of the body applies.
 */
final class BoundedSockets extends SocketFactory {
    private final long bytesMax;

    BoundedSockets(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    @Override
    public Socket createSocket() {
        return new BoundedSocket(bytesMax);
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw unconnected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw unconnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw unconnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
        throw unconnected();
    }

    private static UnsupportedOperationException unconnected() {
        return new UnsupportedOperationException("this factory creates only unconnected sockets");
    }

    private static final class BoundedSocket extends Socket {
        private final long bytesMax;

        BoundedSocket(long bytesMax) {
            this.bytesMax = bytesMax;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new BoundedInput(super.getInputStream(), bytesMax);
        }
    }

    private static final class BoundedInput extends FilterInputStream {
        private final long bytesMax;
        private long bytes;

        BoundedInput(InputStream in, long bytesMax) {
            super(in);
            this.bytesMax = bytesMax;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int count = super.read(target, from, length);
            bytes += Math.max(0, count);
            if (bytes > bytesMax) {
                throw new TooMuchException("the connection exceeds the limit of " + bytesMax + " bytes");
            }
            return count;
        }
    }
}
