package io.guideway.cli;

import io.guideway.controller.vip.VipDevice;
import io.guideway.controller.vip.VipException;
import io.guideway.ring.KernelException;
import io.guideway.ring.RawSocket;
import io.guideway.ring.TunDevice;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks via VIPs on this host's kernel: a TUN device for what leaves it, raw sockets for what goes back. */
final class KernelVipDevice implements VipDevice {
    /** How soon the receiver sees that it shall stop. */
    private static final int WAIT_MILLISECONDS = 100;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final String name;
    private final TunDevice tun;
    private final RawSocket ipv4;
    private final Optional<RawSocket> ipv6;
    private final RawSocket link;

    private KernelVipDevice(final String name) {
        this.name = name;
        try {
            tun = open(() -> new TunDevice(name));
            ipv4 = open(RawSocket::ipv4);
            ipv6 = Files.exists(Path.of("/proc/sys/net/ipv6")) ? Optional.of(open(RawSocket::ipv6)) : Optional.empty();
            link = open(RawSocket::link);
        } catch (final KernelException refused) {
            close();
            throw refused;
        }
    }

    private <T extends AutoCloseable> T open(final Supplier<T> opener) {
        final T one = opener.get();
        opened.add(one);
        return one;
    }

    /** Makes one. @throws VipException if this process may not, or the device is there already */
    static VipDevice make(final String name) {
        try {
            return new KernelVipDevice(name);
        } catch (final KernelException refused) {
            throw new VipException("health checks via a VIP: " + refused.getMessage(), refused);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int receive(final byte[] packet) {
        return tun.read(packet, WAIT_MILLISECONDS);
    }

    @Override
    public boolean send(final byte[] packet, final int length, final InetAddress to) {
        final Optional<RawSocket> socket = to instanceof Inet4Address ? Optional.of(ipv4) : ipv6;
        return socket.isPresent() && socket.get().send(packet, length, to) == 0;
    }

    @Override
    public boolean send(
            final byte[] packet, final int length, final int interfaceIndex, final long mac, final int etherType) {
        return link.send(packet, length, interfaceIndex, mac, etherType) == 0;
    }

    @Override
    public void close() {
        for (final AutoCloseable one : opened.reversed()) {
            try {
                one.close();
            } catch (final Exception impossible) {
                throw new AssertionError("neither sockets nor the device throw when they are closed", impossible);
            }
        }
    }
}
