package io.guideway.cli.demo;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketException;

/**
 * A socket that comes from another port after each {@link #move}, without its user's knowing: what a client behind a NAT does when
 * that forgets its mapping. One thread receives, any may send.
 */
final class MovingSocket extends DatagramSocket {
    private volatile DatagramSocket now;

    MovingSocket() throws SocketException {
        super((java.net.SocketAddress) null);
        now = new DatagramSocket();
    }

    void move() throws SocketException {
        final DatagramSocket before = now;
        now = new DatagramSocket();
        before.close();
    }

    @Override
    public void send(final DatagramPacket packet) throws IOException {
        try {
            now.send(packet);
        } catch (final SocketException moved) {
            now.send(packet);
        }
    }

    /** What is still on its way to the port before is lost, as behind a NAT. */
    @Override
    public void receive(final DatagramPacket packet) throws IOException {
        while (true) {
            final DatagramSocket from = now;
            try {
                from.receive(packet);
                return;
            } catch (final SocketException closed) {
                if (isClosed() || from == now) {
                    throw closed;
                }
            }
        }
    }

    @Override
    public void setSoTimeout(final int milliseconds) throws SocketException {
        now.setSoTimeout(milliseconds);
    }

    @Override
    public int getReceiveBufferSize() throws SocketException {
        return now.getReceiveBufferSize();
    }

    @Override
    public int getLocalPort() {
        return now.getLocalPort();
    }

    @Override
    public void close() {
        super.close();
        if (now != null) {
            now.close();
        }
    }
}
