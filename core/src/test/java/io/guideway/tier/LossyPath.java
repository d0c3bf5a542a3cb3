package io.guideway.tier;

import io.guideway.thread.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** A way from one sender to one receiver and back over loopback that can be cut. */
final class LossyPath implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int LONGEST = 65536;

    private final DatagramChannel front;
    private final DatagramChannel back;
    private final Selector selector;
    private final SocketAddress target;
    private final Thread thread;
    private volatile boolean isCut;
    private volatile boolean stopped;
    private SocketAddress source;

    LossyPath(final String target) throws IOException {
        this.target = address(target);
        selector = Selector.open();
        front = open();
        back = open();
        thread = Thread.ofPlatform().daemon().start(this::run);
    }

    private static SocketAddress address(final String endpoint) {
        return new InetSocketAddress(LOOPBACK, Integer.parseInt(endpoint.substring(endpoint.indexOf(':') + 1)));
    }

    private DatagramChannel open() throws IOException {
        final DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        return channel;
    }

    /** Where the sender sends to. */
    String endpoint() throws IOException {
        return LOOPBACK + ":" + ((InetSocketAddress) front.getLocalAddress()).getPort();
    }

    void cut(final boolean nothingPasses) {
        isCut = nothingPasses;
    }

    private void run() {
        final ByteBuffer datagram = ByteBuffer.allocateDirect(LONGEST);
        try {
            while (!stopped) {
                selector.select(10);
                selector.selectedKeys().clear();
                for (SocketAddress from = front.receive(datagram.clear());
                        from != null;
                        from = front.receive(datagram.clear())) {
                    source = from;
                    pass(back, datagram, target);
                }
                for (SocketAddress from = back.receive(datagram.clear());
                        from != null;
                        from = back.receive(datagram.clear())) {
                    pass(front, datagram, source);
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pass(final DatagramChannel by, final ByteBuffer datagram, final SocketAddress to) throws IOException {
        if (!isCut && to != null) {
            by.send(datagram.flip(), to);
        }
    }

    @Override
    public void close() throws IOException {
        stopped = true;
        selector.wakeup();
        Threads.awaitEnd(thread);
        front.close();
        back.close();
        selector.close();
    }
}
