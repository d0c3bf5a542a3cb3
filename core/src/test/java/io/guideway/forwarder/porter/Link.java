package io.guideway.forwarder.porter;

import io.guideway.flow.FlowHash;
import io.guideway.forward.Hatch;
import io.guideway.forward.OwnAddresses;
import io.guideway.forward.ServiceTable;
import io.guideway.forward.View;
import io.guideway.forward.Worker;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.packet.Verdict;
import io.guideway.rewrite.BackendTable;
import io.guideway.rewrite.Route;
import io.guideway.ring.Mem;
import io.guideway.ring.MemoryMbufPool;
import io.guideway.ring.MemoryRing;
import io.guideway.ring.MemoryRxQueue;
import io.guideway.ring.MemoryTxQueue;
import io.guideway.ring.NativeBlock;
import io.guideway.service.AnnouncedVips;
import io.guideway.service.Backend;
import io.guideway.service.Generation;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A node of one worker and a porter on one link, 10.0.0.0/24 and fd00::/64, with nothing but process memory around it: frames go
 * in and come out as octets, both are driven by hand, and time is what a test says.
 */
final class Link implements AutoCloseable {
    static final long STATION = 0x0200_0000_0002L;
    static final String NODE4 = "10.0.0.2";
    static final String NODE6 = "fd00::2";
    static final String VIP4 = "10.0.0.100";
    static final String VIP6 = "fd00::100";
    static final String FAR_VIP = "203.0.113.10";
    static final String BACKEND4 = "10.0.0.11";
    static final String BACKEND6 = "fd00::11";
    static final int MTU = 1500;
    private static final int FRAMES = 256;

    /** A kernel that keeps what it gets, in hex, and sends what it is told. */
    static final class Kernel implements KernelEnd {
        final List<String> received = new ArrayList<>();
        final Deque<byte[]> sends = new ArrayDeque<>();
        boolean isDeaf;

        @Override
        public int read(final long at, final int room) {
            if (sends.isEmpty()) {
                return 0;
            }
            Mem.put(at, sends.peek());
            return sends.remove().length;
        }

        @Override
        public int write(final long at, final int length) {
            if (isDeaf) {
                return -1;
            }
            received.add(hex(Mem.get(at, length)));
            return length;
        }
    }

    final List<String> log = new ArrayList<>();
    final Kernel kernel = new Kernel();
    final MemoryMbufPool pool = new MemoryMbufPool(FRAMES, 2048);
    final Hatch hatch = new Hatch(1);
    final Porter porter;
    final Worker worker;
    private final MemoryRing in = new MemoryRing(FRAMES);
    private final MemoryRing out = new MemoryRing(FRAMES);
    private final NativeBlock pointers = new NativeBlock(8L * FRAMES);
    private final List<BackendTable> tables = new ArrayList<>();
    private final List<View> views = new ArrayList<>();
    private final List<ServiceTable> pictures = new ArrayList<>();
    private long nowNs = TimeUnit.HOURS.toNanos(1);

    Link(final AnnouncedVips announced, final int kernelRate, final Service... services) {
        final OwnAddresses own = new OwnAddresses(
                0,
                0,
                STATION,
                List.of(Prefix.parse(NODE4 + "/24"), Prefix.parse(NODE6 + "/64")),
                announced,
                kernelRate > 0);
        final List<Porter.KernelPort> kernels =
                kernelRate > 0 ? List.of(new Porter.KernelPort(0, kernel, kernelRate)) : List.of();
        porter = new Porter(List.of(own), kernels, List.of(hatch), 2048, () -> nowNs, log::add);
        final View first = picture(1, List.of(services));
        worker = new Worker(
                new Worker.Plan(
                        0,
                        1,
                        64,
                        List.of(new Worker.Inlet(new MemoryRxQueue(in), STATION, own)),
                        List.of(new MemoryTxQueue(out)),
                        pool,
                        Optional.of(hatch)),
                new FlowHash(1, 2),
                first);
    }

    /** A link of the usual kind: one service for each family, in one mode. */
    static Link with(final Mode mode) {
        return new Link(AnnouncedVips.ON_LINK, 0, service(VIP4, mode, BACKEND4), service(VIP6, mode, BACKEND6));
    }

    static Service service(final String vip, final Mode mode, final String... backends) {
        return new Service(
                vip,
                IpAddress.parse(vip),
                Protocol.UDP,
                80,
                mode,
                HashFields.FIVE_TUPLE,
                251,
                List.of(),
                Stream.of(backends)
                        .map(backend -> new Backend(IpAddress.parse(backend), 1))
                        .toList());
    }

    private View picture(final long number, final List<Service> services) {
        final BackendTable table = new BackendTable(services, this::route);
        porter.enter(table);
        tables.add(table);
        final ServiceTable picture = new ServiceTable(Generation.alone(number, services), table);
        final View view = new View(picture);
        views.add(view);
        pictures.add(picture);
        return view;
    }

    private Route route(final Service service, final Backend backend) {
        final IpAddress source = IpAddress.parse(backend.address().isIpv4() ? NODE4 : NODE6);
        return new Route(
                0,
                MTU,
                STATION,
                Route.UNRESOLVED,
                service.mode() == Mode.IPIP ? source : null,
                0,
                porter.neighbour(0, backend.address()));
    }

    /** The services are these from now on; the ones before are gone. */
    void adopt(final Service... services) {
        worker.offer(picture(tables.size() + 1, List.of(services)));
        worker.runOnce();
        porter.leave(tables.get(tables.size() - 2));
        porter.adopted(List.of(services));
    }

    /** Lets time pass, and then everybody work; what was sent meanwhile, in hex. */
    List<String> pass(final long ns) {
        nowNs += ns;
        return work();
    }

    /** Frames arrive and everybody works. */
    List<String> receive(final byte[]... frames) {
        for (final byte[] frame : frames) {
            arrive(frame);
        }
        return work();
    }

    /** A frame arrives. */
    void arrive(final byte[] frame) {
        Mem.i64(pointers.address(), pool.packet(frame));
        if (in.put(pointers.address(), 1) != 1) {
            throw new IllegalStateException("the receive ring is full");
        }
    }

    /** The worker takes all that has arrived, and only then does the porter work. */
    List<String> round() {
        while (worker.runOnce() > 0) {
            // There is more.
        }
        return work();
    }

    /** The same in which time passes and nobody keeps what was sent; makes no objects. */
    void discardingRound() {
        nowNs += TimeUnit.MILLISECONDS.toNanos(1);
        do {
            worker.runOnce();
            pool.free(pointers.address(), out.take(pointers.address(), 64));
        } while (porter.work() > 0);
        worker.runOnce();
        pool.free(pointers.address(), out.take(pointers.address(), 64));
    }

    private List<String> work() {
        final List<String> sent = new ArrayList<>();
        do {
            worker.runOnce();
            sent.addAll(take());
        } while (porter.work() > 0);
        worker.runOnce();
        sent.addAll(take());
        return sent;
    }

    private List<String> take() {
        final List<String> frames = new ArrayList<>();
        final int count = out.take(pointers.address(), FRAMES);
        for (int i = 0; i < count; i++) {
            frames.add(hex(MemoryMbufPool.content(Mem.i64(pointers.address() + 8L * i))));
            pool.free(pointers.address() + 8L * i, 1);
        }
        return frames;
    }

    static String hex(final byte[] frame) {
        return HexFormat.of().formatHex(frame);
    }

    static List<String> frames(final byte[]... frames) {
        return Stream.of(frames).map(Link::hex).toList();
    }

    /** Packets of the one kind, of all that were counted. */
    long counted(final Verdict verdict) {
        return worker.counters().packets(verdict);
    }

    @Override
    public void close() {
        if (pool.inUse() != 0) {
            throw new IllegalStateException(pool.inUse() + " mbufs are lost");
        }
        worker.close();
        porter.leave(tables.getLast());
        views.forEach(View::close);
        pictures.forEach(ServiceTable::close);
        porter.close();
        hatch.close();
        pool.close();
        pointers.close();
    }
}
