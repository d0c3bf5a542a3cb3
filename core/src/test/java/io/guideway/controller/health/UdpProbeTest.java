package io.guideway.controller.health;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UdpProbeTest {
    @Test
    void anyAnswerIsGood() {
        try (UdpServer server = UdpServer.answering("whatever")) {
            Runs.good(new Check.Udp("ping", Optional.empty()), server.address(), "answered 8 octets");
        }
    }

    @Test
    void anEmptyAnswerIsOneToo() {
        try (UdpServer server = UdpServer.answering("")) {
            Runs.good(new Check.Udp("ping", Optional.empty()), server.address(), "answered 0 octets");
        }
    }

    @Test
    void theOctetsAreSentAsTheyAreWritten() {
        final byte[] expected = {(byte) 0xff, 0, (byte) 0x80};
        try (UdpServer server = new UdpServer(
                request -> List.of(BoundedInput.octets(Arrays.equals(request, expected) ? "\u00fe" : "no")))) {
            final Check check = new Check.Udp("\u00ff\u0000\u0080", Optional.of("\u00fe"));
            Runs.good(check, server.address(), "answered 1 octets");
        }
    }

    @Test
    void anotherAnswerThanTheWantedOneIsBad() {
        try (UdpServer server = UdpServer.answering("busy")) {
            Runs.bad(new Check.Udp("ping", Optional.of("pong")), server.address(), "answered 'busy', expected 'pong'");
        }
    }

    @Test
    void nobodyThereIsBad() throws IOException {
        Runs.bad(new Check.Udp("ping", Optional.empty()), nobody(), "nothing listens there (ICMP port unreachable)");
    }

    static InetSocketAddress nobody() throws IOException {
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(free.getLocalAddress(), free.getLocalPort());
        }
    }

    @Test
    void aServerThatSaysNothingIsLeftWhenTheTimeIsOver() throws InterruptedException {
        try (UdpServer server = UdpServer.silent()) {
            Runs.overdue(new Check.Udp("ping", Optional.empty()), server.address(), server::awaitDatagram);
        }
    }
}
