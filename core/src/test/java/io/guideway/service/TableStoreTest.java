package io.guideway.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.guideway.maglev.LookupTable;
import io.guideway.packet.IpAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Generations share the tables that they agree on, and what they leave is used again. */
class TableStoreTest {
    private static final int SLOTS = 251;

    private final TableStore store = new TableStore();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aGenerationBuildsOnlyWhatHasChanged() {
        final Service web = service("web", "10.0.1.1", "10.0.1.2");
        final Service dns = service("dns", "10.0.2.1");
        try (Generation first = new Generation(1, List.of(web, dns), store);
                Generation second = new Generation(2, List.of(web, service("dns", "10.0.2.1", "10.0.2.2")), store)) {
            assertEquals(first.tableAddress(0), second.tableAddress(0));
            assertNotEquals(first.tableAddress(1), second.tableAddress(1));
            assertEquals(3, store.size());
        }
        assertEquals(0, store.size());
    }

    @Test
    void theOtherGenerationStillReadsWhatOneHasLeft() {
        final Service web = service("web", "10.0.1.1", "10.0.1.2", "10.0.1.3");
        final Generation first = new Generation(1, List.of(web), store);
        try (Generation second = new Generation(2, List.of(web), store);
                Generation expected = Generation.alone(3, List.of(web))) {
            first.close();
            assertEquals(1, store.size());
            assertEquals(owners(expected), owners(second));
        }
    }

    @Test
    void changesForEverTakeNoMoreMemoryThanTwoGenerations() {
        Generation current = new Generation(1, services(0), store);
        long most = 0;
        for (int i = 1; i < 500; i++) {
            final Generation next = new Generation(i + 1, services(i), store);
            current.close();
            current = next;
            if (i == 8) {
                most = store.octets();
            }
        }
        assertEquals(most, store.octets());
        assertEquals(4, store.size());
        try (Generation alone = Generation.alone(1, services(499))) {
            assertEquals(owners(alone), owners(current));
        }
        current.close();
    }

    @Test
    void aServiceWithoutTakersHasNoTable() {
        final Service empty = service("empty");
        final Service drained = new Service(
                "drained",
                empty.vip(),
                Protocol.UDP,
                80,
                Mode.L2DSR,
                HashFields.FIVE_TUPLE,
                SLOTS,
                List.of(),
                List.of(new Backend(IpAddress.parse("10.0.1.1"), 0)));
        try (Generation generation = new Generation(1, List.of(empty, drained), store)) {
            assertEquals(0, generation.tableSlots(0));
            assertEquals(0, generation.tableSlots(1));
            assertEquals(0, store.size());
        }
    }

    /** One of several tables cannot be built: none is held, and there is room for the next try. */
    @Test
    void aTableThatCannotBeBuiltLeavesNothingBehind() {
        final Service twice = service("twice", "10.0.1.1", "10.0.1.1");
        assertThrows(
                IllegalArgumentException.class,
                () -> new Generation(1, List.of(service("web", "10.0.1.1"), twice), store));
        assertEquals(0, store.size());
        final long octets = store.octets();
        new Generation(2, List.of(service("web", "10.0.1.1"), service("dns", "10.0.2.1")), store).close();
        assertEquals(octets, store.octets());
    }

    @Test
    void keysAreHeldAsOftenAsTheyAreReleased() {
        final Set<TableStore.Key> keys = Set.of(TableStore.Key.of(service("web", "10.0.1.1")));
        store.hold(keys);
        store.hold(keys);
        store.release(keys);
        assertEquals(1, store.size());
        store.release(keys);
        store.release(keys);
        assertEquals(0, store.size());
    }

    /** Four services, which every fourth i gives another second backend. */
    private static List<Service> services(final int i) {
        return IntStream.range(0, 4)
                .mapToObj(k -> service("s" + k, "10.0." + k + ".1", "10.1." + (i - i % 4 + k) % 200 + "." + (k + 1)))
                .toList();
    }

    private static List<Integer> owners(final Generation generation) {
        return IntStream.range(0, generation.services().size())
                .flatMap(service -> IntStream.range(0, generation.tableSlots(service))
                        .map(slot -> LookupTable.backend(generation.tableAddress(service), slot)))
                .boxed()
                .toList();
    }

    private static Service service(final String name, final String... backends) {
        return new Service(
                name,
                IpAddress.parse("203.0.113." + (1 + Math.floorMod(name.hashCode(), 250))),
                Protocol.TCP,
                80,
                Mode.L2DSR,
                HashFields.FIVE_TUPLE,
                SLOTS,
                List.of(),
                List.of(backends).stream()
                        .map(address -> new Backend(IpAddress.parse(address), 1))
                        .toList());
    }
}
