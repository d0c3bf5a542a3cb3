package io.guideway.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.guideway.maglev.LookupTable;
import io.guideway.packet.IpAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenerationTest {
    private final Service served =
            service("203.0.113.1", new Backend(IpAddress.parse("10.0.0.1"), 0), backend("10.0.0.2"));
    private final Service drained = service("203.0.113.2", new Backend(IpAddress.parse("10.0.0.1"), 0));
    private final Service bare = service("203.0.113.3");

    @Test
    void aServiceHasATableWhereABackendTakesFlows() {
        try (Generation generation = Generation.alone(4, List.of(bare, served, drained))) {
            assertEquals(4, generation.number());
            assertEquals(3, generation.backends().count());
            assertNoTable(generation, 0);
            assertNoTable(generation, 2);
            assertEquals(251, generation.tableSlots(1));
            assertNotEquals(0, generation.tableAddress(1));
        }
    }

    @Test
    void slotsNameBackendsByTheirPlaceInTheServicesList() {
        try (Generation generation = Generation.alone(1, List.of(bare, served))) {
            for (int slot = 0; slot < 251; slot++) {
                assertEquals(1, LookupTable.backend(generation.tableAddress(1), slot));
            }
        }
    }

    @Test
    void servicesAreFoundByTheirPlaceInTheList() {
        try (Generation generation = Generation.alone(1, List.of(bare, served, drained))) {
            for (int i = 0; i < 3; i++) {
                final IpAddress vip = generation.services().get(i).vip();
                final long entry = VipIndexTest.entry(generation.vips(), vip, VipIndex.key(false, 6, 80));
                assertEquals(i, VipIndex.service(entry));
            }
        }
    }

    @Test
    void servicesWithEqualBackendsShareATable() {
        final Service same = service("203.0.113.4", new Backend(IpAddress.parse("10.0.0.1"), 0), backend("10.0.0.2"));
        final Service otherWeights = service("203.0.113.5", backend("10.0.0.1"), backend("10.0.0.2"));
        final Service otherOrder = service("203.0.113.6", backend("10.0.0.2"), backend("10.0.0.1"));
        try (Generation generation = Generation.alone(1, List.of(served, same, otherWeights, otherOrder))) {
            assertEquals(generation.tableAddress(0), generation.tableAddress(1));
            assertNotEquals(generation.tableAddress(1), generation.tableAddress(2));
            assertNotEquals(generation.tableAddress(2), generation.tableAddress(3));
            assertEquals(backendAt(generation, 2, 7), 1 - backendAt(generation, 3, 7));
        }
    }

    private static int backendAt(final Generation generation, final int service, final int slot) {
        return LookupTable.backend(generation.tableAddress(service), slot);
    }

    private static void assertNoTable(final Generation generation, final int service) {
        assertEquals(0, generation.tableSlots(service));
        assertEquals(0, generation.tableAddress(service));
    }

    private static Backend backend(final String address) {
        return new Backend(IpAddress.parse(address), 1);
    }

    private static Service service(final String vip, final Backend... backends) {
        return new Service(
                vip,
                IpAddress.parse(vip),
                Protocol.TCP,
                80,
                Mode.IPIP,
                HashFields.FIVE_TUPLE,
                251,
                List.of(),
                List.of(backends));
    }
}
