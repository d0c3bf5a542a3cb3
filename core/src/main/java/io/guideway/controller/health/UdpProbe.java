package io.guideway.controller.health;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Sends a datagram and waits for one. */
final class UdpProbe implements Probe {
    /** Of a longer answer only so much is looked at. */
    private static final int LONGEST = 4096;

    private static final InetSocketAddress ANYWHERE = new InetSocketAddress(0);

    private final byte[] request;
    private final Optional<String> wanted;
    private final InetSocketAddress target;

    UdpProbe(final Check.Udp check, final InetSocketAddress target) {
        request = BoundedInput.octets(check.request());
        wanted = check.answer();
        this.target = target;
    }

    @Override
    public String ask(final Attempt attempt) throws IOException, CheckFailure {
        try (DatagramSocket socket = connect(target, attempt)) {
            socket.send(new DatagramPacket(request, request.length));
            final DatagramPacket answer = receive(socket);
            if (wanted.isPresent()
                    && !Answer.contains(answer.getData(), answer.getLength(), BoundedInput.octets(wanted.get()))) {
                throw new CheckFailure("answered %s, expected %s"
                        .formatted(Answer.shown(answer.getData(), answer.getLength()), Answer.shown(wanted.get())));
            }
            return "answered %d octets".formatted(answer.getLength());
        }
    }

    /** A socket that takes datagrams from {@code target} only, and learns by ICMP that nobody listens there. */
    static DatagramSocket connect(final InetSocketAddress target, final Attempt attempt) throws IOException {
        final DatagramSocket socket = attempt.hold(new DatagramSocket(null));
        try {
            bind(socket, attempt.depart());
            socket.connect(target);
            return socket;
        } catch (final IOException e) {
            socket.close();
            throw e;
        }
    }

    private static void bind(final DatagramSocket socket, final Optional<InetSocketAddress> from) throws IOException {
        if (from.isPresent()) {
            socket.setReuseAddress(true); // other runs speak from that port to other VIPs
        }
        socket.bind(from.orElse(ANYWHERE));
    }

    static DatagramPacket receive(final DatagramSocket socket) throws IOException {
        final DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
        socket.receive(packet);
        return packet;
    }
}
