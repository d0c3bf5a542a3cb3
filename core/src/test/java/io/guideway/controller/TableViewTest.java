package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.controller.operate.TableStatus;
import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is shown of a table is what its slots say. */
class TableViewTest {
    private static Service service(final int slots, final List<Integer> weights) {
        final List<Backend> backends = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            backends.add(new Backend(IpAddress.ipv4(0x0a00_0001 + i), weights.get(i)));
        }
        return new Service(
                "web",
                IpAddress.parse("203.0.113.10"),
                Protocol.TCP,
                80,
                Mode.L2DSR,
                HashFields.FIVE_TUPLE,
                slots,
                List.of(),
                backends);
    }

    @Property(tries = 100)
    void itAgreesWithTheSlotsBeforeAndAfter(
            @ForAll @Size(min = 1, max = 6) final List<@IntRange(min = 0, max = 3) Integer> weights) {
        final Service service = service(251, weights);
        final TableStatus.Slots slots = TableView.slots(service);
        final TableStatus status = TableView.status(service);
        assertEquals(slots.owners().size(), status.slots());
        for (int i = 0; i < weights.size(); i++) {
            final int backend = i;
            final TableStatus.Share share = status.shares().get(i);
            assertEquals(
                    slots.owners().stream().filter(owner -> owner == backend).count(), share.slots());
            assertEquals(weights.get(i), share.weight());
            assertEquals(movedByHand(service, slots, i), share.othersMoved());
            assertTrue(share.ratio() <= status.evenness());
        }
    }

    /** By addresses, not by indices. */
    private static OptionalInt movedByHand(final Service service, final TableStatus.Slots before, final int leaver) {
        if (service.backends().get(leaver).weight() == 0) {
            return OptionalInt.empty();
        }
        final IpAddress gone = service.backends().get(leaver).address();
        final TableStatus.Slots after = TableView.slots(service.withBackends(service.backends().stream()
                .filter(backend -> !backend.address().equals(gone))
                .toList()));
        int moved = 0;
        for (int slot = 0; slot < after.owners().size(); slot++) {
            final IpAddress was = before.backends().get(before.owners().get(slot));
            final IpAddress is = after.backends().get(after.owners().get(slot));
            moved += was.equals(gone) || was.equals(is) ? 0 : 1;
        }
        return OptionalInt.of(moved);
    }

    @Test
    void theLargestShareIsNearEven() {
        final TableStatus status = TableView.status(service(65537, List.of(1, 1, 1, 3)));
        assertEquals(65537, status.slots());
        assertEquals(1.0, status.evenness(), 0.01);
        assertEquals(0.5, status.shares().get(3).slots() / 65537.0, 0.005);
    }

    @Test
    void withoutTakersThereIsNoTable() {
        assertEquals(0, TableView.status(service(251, List.of())).slots());
        final TableStatus drained = TableView.status(service(251, List.of(0)));
        assertEquals(0, drained.slots());
        assertEquals(0, drained.evenness());
        assertEquals(List.of(), TableView.slots(service(251, List.of(0))).owners());
    }
}
