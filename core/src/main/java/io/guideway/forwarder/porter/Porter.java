package io.guideway.forwarder.porter;

import io.guideway.forward.Hatch;
import io.guideway.forward.OwnAddresses;
import io.guideway.packet.Arp;
import io.guideway.packet.Ethernet;
import io.guideway.packet.IpAddress;
import io.guideway.packet.MacAddress;
import io.guideway.packet.NeighbourDiscovery;
import io.guideway.rewrite.BackendTable;
import io.guideway.service.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Does what workers have no time for. Everything happens in {@link #work}, on one thread; whoever changes the services may call
 * the other methods at any time. Once warm it allocates nothing for what comes from the links.
 */
public final class Porter implements AutoCloseable {
    private static final long TICK_NS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Between two defences of our addresses on a link, and between two lines about it (RFC 5227, section 2.4). */
    static final long DEFEND_NS = TimeUnit.SECONDS.toNanos(10);

    private final List<OwnAddresses> ports;
    private final List<Hatch.Reader> readers = new ArrayList<>();
    private final KernelPath[] kernels;
    private final LongSupplier clock;
    private final Consumer<String> log;
    private final Solicitor solicitor;
    private final Neighbours neighbours;
    private final Announcements announcements;
    private final long[] defendedNs;
    private long tickedNs;
    private volatile long conflicts;

    /**
     * A port with a kernel path.
     *
     * @param rate frames a second that the kernel gets at the most
     */
    public record KernelPort(int port, KernelEnd end, int rate) {}

    /**
     * @param ports of the node, in order
     * @param kernelPorts those with a kernel path; their ends are not closed with the porter
     * @param hatches of the workers
     * @param longestFrame octets of the longest frame of any port
     * @param clock nanoseconds that only go forward
     * @param log takes a line for people
     */
    public Porter(
            final List<OwnAddresses> ports,
            final List<KernelPort> kernelPorts,
            final List<Hatch> hatches,
            final int longestFrame,
            final LongSupplier clock,
            final Consumer<String> log) {
        this.ports = List.copyOf(ports);
        this.clock = clock;
        this.log = log;
        solicitor = new Solicitor(this.ports, List.copyOf(hatches));
        neighbours = new Neighbours(solicitor, longestFrame);
        announcements = new Announcements(this.ports, solicitor);
        hatches.forEach(hatch -> readers.add(hatch.reader(
                (kind, port, neighbour, frame, length) -> onFrame(hatch, kind, port, neighbour, frame, length))));
        final long now = clock.getAsLong();
        kernels = new KernelPath[ports.size()];
        for (final KernelPort kernel : kernelPorts) {
            kernels[kernel.port] = new KernelPath(
                    kernel.port, kernel.end, solicitor, List.copyOf(hatches), kernel.rate, longestFrame, now);
        }
        defendedNs = new long[ports.size()];
        Arrays.fill(defendedNs, now - DEFEND_NS);
        tickedNs = now - TICK_NS;
    }

    /** One round; returns how much there was to do, for the idle strategy. */
    public int work() {
        final long now = clock.getAsLong();
        int done = 0;
        for (int i = 0; i < readers.size(); i++) {
            done += readers.get(i).read();
        }
        for (int i = 0; i < kernels.length; i++) {
            if (kernels[i] != null) {
                kernels[i].allow(now);
                done += kernels[i].carry();
            }
        }
        if (now - tickedNs >= TICK_NS) {
            tickedNs = now;
            neighbours.tick(now);
            announcements.tick(now);
        }
        return done;
    }

    private void onFrame(
            final Hatch hatch,
            final int kind,
            final int port,
            final int neighbour,
            final long frame,
            final int length) {
        switch (kind) {
            case Hatch.WAITING -> neighbours.await(hatch, port, neighbour, frame, length);
            case Hatch.CONFLICT -> defend(port, frame);
            case Hatch.KERNEL -> {
                kernels[port].deliver(frame, length);
                learn(port, frame, length);
            }
            default -> learn(port, frame, length);
        }
    }

    private void learn(final int port, final long frame, final int length) {
        if (length < Ethernet.HEADER) {
            return;
        }
        final int type = Ethernet.type(frame);
        if (type == Ethernet.TYPE_ARP) {
            learnArp(port, frame + Ethernet.HEADER, length - Ethernet.HEADER);
        } else if (type == Ethernet.TYPE_IPV6
                && NeighbourDiscovery.isValid(frame + Ethernet.HEADER, length - Ethernet.HEADER)) {
            learnDiscovery(port, frame);
        }
    }

    private void learnArp(final int port, final long arp, final int length) {
        if (length < Arp.LENGTH || !Arp.isForIpv4(arp) || !MacAddress.isUnicast(Arp.senderMac(arp))) {
            return;
        }
        final boolean isAnswer = Arp.operation(arp) == Arp.REPLY
                && Arp.targetMac(arp) == ports.get(port).mac();
        neighbours.learn(
                port,
                0,
                0xFFFFL << 32 | Arp.sender(arp) & 0xFFFF_FFFFL,
                Arp.senderMac(arp),
                isAnswer,
                clock.getAsLong());
    }

    /**
     * An advertisement tells of its target, a solicitation of its sender. Who advertises without overriding does not
     * contradict what is known (RFC 4861, section 7.2.5), and a unicast answer may tell no address: then it comes from there.
     */
    private void learnDiscovery(final int port, final long frame) {
        final long ip = frame + Ethernet.HEADER;
        final boolean isAdvertisement = NeighbourDiscovery.type(ip) == NeighbourDiscovery.ADVERTISEMENT;
        final boolean isAnswer = isAdvertisement && (NeighbourDiscovery.flags(ip) & NeighbourDiscovery.SOLICITED) != 0;
        final long told = NeighbourDiscovery.toldMac(ip);
        final long mac = told < 0 && isAnswer ? Ethernet.source(frame) : told;
        if (mac < 0 || !MacAddress.isUnicast(mac)) {
            return;
        }
        final long high = isAdvertisement ? NeighbourDiscovery.targetHigh(ip) : NeighbourDiscovery.sourceHigh(ip);
        final long low = isAdvertisement ? NeighbourDiscovery.targetLow(ip) : NeighbourDiscovery.sourceLow(ip);
        final boolean overrides = !isAdvertisement || (NeighbourDiscovery.flags(ip) & NeighbourDiscovery.OVERRIDE) != 0;
        final long known = neighbours.mac(port, high, low);
        if (overrides || known < 0 || known == mac) {
            neighbours.learn(port, high, low, mac, isAnswer, clock.getAsLong());
        }
    }

    /** Somebody else claims an address of ours: say so to people, and to the link that it is still here. */
    private void defend(final int port, final long frame) {
        conflicts++;
        final long now = clock.getAsLong();
        if (now - defendedNs[port] < DEFEND_NS) {
            return;
        }
        defendedNs[port] = now;
        final boolean isArp = Ethernet.type(frame) == Ethernet.TYPE_ARP;
        final long body = frame + Ethernet.HEADER;
        final IpAddress ours = isArp
                ? IpAddress.ipv4(Arp.sender(body))
                : new IpAddress(NeighbourDiscovery.targetHigh(body), NeighbourDiscovery.targetLow(body));
        log.accept("the station %s claims %s, which is ours, on the link of port %d; one of the two has to change"
                .formatted(MacAddress.text(isArp ? Arp.senderMac(body) : Ethernet.source(frame)), ours, port));
        solicitor.announce(port, ours);
    }

    /** Frames so far by which somebody else has claimed an address of ours. */
    public long conflicts() {
        return conflicts;
    }

    /** Frames so far that the kernel has not taken. */
    public long refused() {
        long sum = 0;
        for (final KernelPath kernel : kernels) {
            sum += kernel == null ? 0 : kernel.refused();
        }
        return sum;
    }

    /**
     * What is known of the neighbour with an address on the link of a port, who will be asked for from now on.
     *
     * @return its number, by which {@link BackendTable#resolve} will be told
     */
    public int neighbour(final int port, final IpAddress address) {
        return neighbours.neighbour(port, address, clock.getAsLong()).number;
    }

    /** Headers that workers are going to use. */
    public void enter(final BackendTable table) {
        neighbours.enter(table);
    }

    /** Headers that no worker uses any more, before they are closed. */
    public void leave(final BackendTable table) {
        neighbours.leave(table);
    }

    /** All workers go by these services. */
    public void adopted(final List<Service> services) {
        announcements.adopted(services, clock.getAsLong());
    }

    /** Gives back all packets that wait, so that workers can still count them; says whether there was room for all. */
    public boolean releaseAll() {
        return neighbours.releaseAll();
    }

    /** Neither this thread nor a worker touches anything any more. */
    @Override
    public void close() {
        for (final KernelPath kernel : kernels) {
            if (kernel != null) {
                kernel.close();
            }
        }
        neighbours.close();
        solicitor.close();
    }
}
