package io.guideway.controller.vip;

import java.util.Optional;

/** Takes what checks say to VIPs out of the kernel and sends it on, each packet to the backend that its run asks. One thread. */
final class Sender implements Runnable {
    private static final int LARGEST_PACKET = 65535 - OuterHeader.LONGEST;
    private static final int ETHER_IPV4 = 0x0800;
    private static final int ETHER_IPV6 = 0x86DD;

    private final VipDevice device;
    private final SourcePorts ports;
    private final byte[] packet = new byte[LARGEST_PACKET];
    private final byte[] outer = new byte[LARGEST_PACKET + OuterHeader.LONGEST];
    private volatile boolean isStopped;

    Sender(final VipDevice device, final SourcePorts ports) {
        this.device = device;
        this.ports = ports;
    }

    @Override
    public void run() {
        while (!isStopped) {
            final int length = device.receive(packet);
            final Optional<Hop> hop = Flow.of(packet, length).flatMap(ports::hop);
            if (hop.isPresent()) { // else it is nobody's: a leftover, or someone else's packet from such a port
                send(length, hop.get());
            }
        }
    }

    /** What the kernel does not take is lost like any packet: the check finds out. */
    private void send(final int length, final Hop hop) {
        switch (hop) {
            case final Hop.Tunnel tunnel ->
                device.send(outer, OuterHeader.write(packet, length, tunnel, outer), tunnel.address());
            case final Hop.Redirection redirection -> {
                Redirected.rewrite(packet, length, redirection);
                device.send(packet, length, redirection.address());
            }
            case final Hop.Link link ->
                device.send(
                        packet,
                        length,
                        link.interfaceIndex(),
                        link.mac(),
                        packet[0] >>> 4 == 4 ? ETHER_IPV4 : ETHER_IPV6);
        }
    }

    void stop() {
        isStopped = true;
    }
}
