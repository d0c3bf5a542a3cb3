package io.guideway.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.Ethernet;
import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Headers that are told an Ethernet address after they were prepared. */
class LateNeighbourTest {
    private static final long STATION = 0x0200_0000_0002L;
    private static final int FIRST = 3;
    private static final int SECOND = 70_000;

    private final BackendTable table = new BackendTable(List.of(service()), LateNeighbourTest::route);

    private static Service service() {
        return new Service(
                "web",
                IpAddress.parse("203.0.113.10"),
                Protocol.TCP,
                80,
                Mode.L2DSR,
                HashFields.FIVE_TUPLE,
                7,
                List.of(),
                List.of(backend(1), backend(2), backend(3), backend(4)));
    }

    private static Backend backend(final int last) {
        return new Backend(IpAddress.parse("10.0.0." + last), 1);
    }

    /** The first and the third behind one neighbour, the second behind another; the fourth is settled. */
    private static Route route(final Service service, final Backend backend) {
        return switch (backend.address().ipv4Bits() & 0xFF) {
            case 2 -> new Route(0, 1500, STATION, Route.UNRESOLVED, null, 0, SECOND);
            case 4 -> new Route(0, 1500, STATION, 0xAAL, null);
            default -> new Route(0, 1500, STATION, Route.UNRESOLVED, null, 0, FIRST);
        };
    }

    @Test
    void allRecordsBehindANeighbourAndNoOthersAreTold() {
        assertEquals(Set.of(FIRST, SECOND), table.neighbours());
        table.resolve(FIRST, 0x0200_0000_000bL);
        assertRecord(0, 0x0200_0000_000bL);
        assertRecord(2, 0x0200_0000_000bL);
        assertFalse(BackendTable.isResolved(BackendTable.link(table.record(1))));
        assertRecord(3, 0xAAL);
        table.resolve(FIRST, Route.UNRESOLVED);
        assertFalse(BackendTable.isResolved(BackendTable.link(table.record(0))));
        table.resolve(12, 1);
        table.close();
    }

    private void assertRecord(final int index, final long mac) {
        final long record = table.record(index);
        assertTrue(BackendTable.isResolved(BackendTable.link(record)));
        assertEquals(mac, Ethernet.destination(record + BackendTable.LINK));
        assertEquals(STATION, Ethernet.source(record + BackendTable.LINK));
    }

    /** What a worker reads is one of the two addresses, never half of each, and never none. */
    @Test
    void anAddressIsNeverReadInParts() throws InterruptedException {
        final long one = 0x0211_1111_1111L;
        final long other = 0x02EE_EEEE_EEEEL;
        final AtomicBoolean stop = new AtomicBoolean();
        final Thread writer = Thread.ofPlatform().start(() -> {
            for (int i = 0; !stop.get(); i++) {
                table.resolve(FIRST, i % 3 == 0 ? one : i % 3 == 1 ? other : Route.UNRESOLVED);
            }
        });
        final long record = table.record(2);
        long torn = 0;
        for (int i = 0; i < 2_000_000; i++) {
            final long link = BackendTable.link(record);
            if (BackendTable.isResolved(link)) {
                final long read = Long.reverseBytes(link);
                torn += (read == (one << 16 | STATION >>> 32)) || (read == (other << 16 | STATION >>> 32)) ? 0 : 1;
            }
        }
        stop.set(true);
        writer.join();
        table.close();
        assertEquals(0, torn);
    }
}
