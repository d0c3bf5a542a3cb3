package io.guideway.controller.health;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Answers each datagram on loopback by as many as a test wants. */
final class UdpServer implements AutoCloseable {
    private final DatagramSocket socket;
    private final Function<byte[], List<byte[]>> answers;
    private final Semaphore heard = new Semaphore(0);

    UdpServer(final Function<byte[], List<byte[]>> answers) {
        this.answers = answers;
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::serve);
    }

    static UdpServer answering(final String text) {
        return new UdpServer(request -> List.of(BoundedInput.octets(text)));
    }

    static UdpServer silent() {
        return new UdpServer(request -> List.of());
    }

    private void serve() {
        final DatagramPacket request = new DatagramPacket(new byte[2048], 2048);
        try {
            while (!socket.isClosed()) {
                socket.receive(request);
                for (final byte[] answer : answers.apply(Arrays.copyOf(request.getData(), request.getLength()))) {
                    socket.send(new DatagramPacket(answer, answer.length, request.getSocketAddress()));
                }
                heard.release();
                request.setLength(2048);
            }
        } catch (final IOException closed) {
            // The test is over.
        }
    }

    /** Waits for a datagram that was not waited for yet, and for its answers to be sent. */
    void awaitDatagram() throws InterruptedException {
        heard.acquire();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    @Override
    public void close() {
        socket.close();
    }
}
