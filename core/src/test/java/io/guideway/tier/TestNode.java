package io.guideway.tier;

import io.guideway.flow.CoarseClock;
import io.guideway.flow.RecordKind;
import io.guideway.flow.RecordLimits;
import io.guideway.flow.RecordRing;
import io.guideway.flow.RecordTable;
import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.ServedBackends;
import io.guideway.service.Service;
import io.guideway.service.ServicePast;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** A node with one worker's table, whose backends 10.0.0.1 to 10.0.0.N have lasting numbers of the node's own. */
final class TestNode implements LocalNode, AutoCloseable {
    static final String VIP = "203.0.113.10";
    static final int BACKENDS = 10;

    final RecordTable own;
    final RecordTable copy;
    final RecordRing ring;
    final CoarseClock clock = new CoarseClock();
    final List<ServicePast> learned = new CopyOnWriteArrayList<>();
    volatile List<ServicePast> past = List.of();
    volatile ServedBackends served;
    private final int offset;

    /** @param offset of its lasting numbers */
    TestNode(final int offset, final int records) {
        this.offset = offset;
        final RecordLimits limits = new RecordLimits(records, 5, 600, 0xFFFF);
        own = new RecordTable(limits, 1, 2);
        copy = new RecordTable(limits, 1, 2);
        ring = new RecordRing(1 << 16);
        clock.set(5000);
        served = serve(VIP);
    }

    /** Serves one service. */
    ServedBackends serve(final String vip) {
        final List<Backend> backends = IntStream.rangeClosed(1, BACKENDS)
                .mapToObj(i -> new Backend(IpAddress.parse("10.0.0." + i), 1))
                .toList();
        final Service service = new Service(
                "web",
                IpAddress.parse(vip),
                Protocol.TCP,
                80,
                Mode.IPIP,
                HashFields.FIVE_TUPLE,
                251,
                List.of(),
                backends);
        return new ServedBackends(
                List.of(service),
                IntStream.range(0, BACKENDS).map(i -> offset + i).toArray());
    }

    static ServedBackends nothing() {
        return new ServedBackends(List.of(), new int[0]);
    }

    /** Lasting number here of 10.0.0.{@code backend}. */
    int lasting(final int backend) {
        return offset + backend - 1;
    }

    /** The worker records a flow and tells of it; call by one thread, and not beside a replicator's refresh of many. */
    void record(final long flow, final int backend) {
        own.insertConfirmed(flow, lasting(backend), 0, clock.now());
        ring.accept(flow, lasting(backend), RecordKind.CONFIRMED);
    }

    /** Which backend the copy has for a flow; 0 where none. */
    int copied(final long flow) {
        final int found = copy.peek(flow, clock.now());
        return found == RecordTable.NONE ? 0 : RecordTable.backend(found) - offset + 1;
    }

    /** How many of these flows the copy has with the backend that {@link #backend} says. */
    long copied(final long[] flows) {
        long right = 0;
        for (final long flow : flows) {
            right += copied(flow) == backend(flow) ? 1 : 0;
        }
        return right;
    }

    static int backend(final long flow) {
        return (int) Math.floorMod(flow, (long) BACKENDS) + 1;
    }

    @Override
    public List<RecordTable> own() {
        return List.of(own);
    }

    @Override
    public List<RecordRing> news() {
        return List.of(ring);
    }

    @Override
    public RecordTable copy() {
        return copy;
    }

    @Override
    public int now() {
        return clock.now();
    }

    @Override
    public ServedBackends served() {
        return served;
    }

    @Override
    public List<ServicePast> past() {
        return new ArrayList<>(past);
    }

    @Override
    public void learn(final List<ServicePast> said) {
        learned.addAll(said);
    }

    @Override
    public void close() {
        own.close();
        copy.close();
        ring.close();
    }
}
