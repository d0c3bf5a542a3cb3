package io.guideway.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.IpAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a change is said to be is what it is. */
class DifferenceTest {
    private static final int SLOTS = 2039;

    @Test
    void servicesComeGoAndChangeByName() {
        final Service stays = service("stays", 1, 4);
        try (Generation before = Generation.alone(1, List.of(service("goes", 2, 2), stays, service("changes", 3, 3)));
                Generation now =
                        Generation.alone(2, List.of(service("changes", 3, 4), stays, service("comes", 4, 1)))) {
            final Difference difference = Difference.between(before, now);
            assertEquals(List.of(now.services().get(2)), difference.added());
            assertEquals(List.of(before.services().get(0)), difference.removed());
            assertEquals(1, difference.changed().size());
            assertEquals(
                    before.services().get(2), difference.changed().getFirst().before());
            assertEquals(now.services().get(0), difference.changed().getFirst().now());
        }
    }

    @Test
    void theSameInAnotherOrderIsNoDifference() {
        final List<Service> services = List.of(service("a", 1, 3), service("b", 2, 3));
        try (Generation before = Generation.alone(1, services);
                Generation now = Generation.alone(2, services.reversed())) {
            assertTrue(Difference.between(before, now).isEmpty());
        }
    }

    /** Maglev: the newcomer's tenth of the slots, and little more (NSDI 2016, section 5.3). */
    @Test
    void slotsMoveToABackendThatComes() {
        final int moved = moved(service("web", 1, 9), service("web", 1, 10));
        assertTrue(moved >= SLOTS / 10 && moved < SLOTS / 5, () -> moved + " of " + SLOTS);
    }

    /** The owners' places in the list change, the owners do not. */
    @Test
    void anotherOrderOfBackendsMovesNothing() {
        final Service web = service("web", 1, 5);
        assertEquals(0, moved(web, with(web, web.backends().reversed(), SLOTS)));
    }

    @Test
    void anotherSizeMovesEverySlot() {
        final Service web = service("web", 1, 5);
        assertEquals(4093, moved(web, with(web, web.backends(), 4093)));
        assertEquals(SLOTS, moved(web, with(web, List.of(), SLOTS)));
    }

    private static int moved(final Service before, final Service now) {
        try (Generation old = Generation.alone(1, List.of(before));
                Generation next = Generation.alone(2, List.of(now))) {
            return Difference.between(old, next).changed().getFirst().moved();
        }
    }

    private static Service service(final String name, final int vip, final int backends) {
        return new Service(
                name,
                IpAddress.parse("203.0.113." + vip),
                Protocol.TCP,
                80,
                Mode.L2DSR,
                HashFields.FIVE_TUPLE,
                SLOTS,
                List.of(),
                IntStream.rangeClosed(1, backends)
                        .mapToObj(i -> new Backend(IpAddress.parse("10.0.1." + i), 1))
                        .toList());
    }

    private static Service with(final Service service, final List<Backend> backends, final int slots) {
        return new Service(
                service.name(),
                service.vip(),
                service.protocol(),
                service.port(),
                service.mode(),
                service.hash(),
                slots,
                service.sources(),
                backends);
    }
}
