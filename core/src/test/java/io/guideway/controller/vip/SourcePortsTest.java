package io.guideway.controller.vip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.controller.health.NoWayException;
import io.guideway.packet.IpAddress;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourcePortsTest {
    private static final IpAddress VIP = IpAddress.parse("203.0.113.10");
    private static final Hop FIRST = new Hop.Link(1, 1);
    private static final Hop SECOND = new Hop.Link(1, 2);
    private static final int PORTS = SourcePorts.LAST - SourcePorts.FIRST + 1;

    private final SourcePorts ports = new SourcePorts();

    @Test
    void eachRunHasAPortOfItsOwn() throws NoWayException {
        final Set<Flow> flows = new HashSet<>();
        for (int i = 0; i < PORTS; i++) {
            flows.add(ports.take(VIP, FIRST));
        }
        assertEquals(PORTS, flows.size());
        final NoWayException none = assertThrows(NoWayException.class, () -> ports.take(VIP, FIRST));
        assertTrue(none.getMessage().contains("203.0.113.10"), none.getMessage());
        ports.take(IpAddress.parse("203.0.113.11"), FIRST);
    }

    @Test
    void whatARunLeavesBehindStillFindsItsBackend() throws NoWayException {
        final Flow over = ports.take(VIP, FIRST);
        ports.giveBack(over);
        final Flow next = ports.take(VIP, SECOND);
        assertNotEquals(over, next);
        assertEquals(Optional.of(FIRST), ports.hop(over));
        assertEquals(Optional.of(SECOND), ports.hop(next));
    }

    @Test
    void portsComeBackForEver() throws NoWayException {
        for (int i = 0; i < 10 * PORTS; i++) {
            final Flow flow = ports.take(VIP, i % 2 == 0 ? FIRST : SECOND);
            assertEquals(Optional.of(i % 2 == 0 ? FIRST : SECOND), ports.hop(flow));
            ports.giveBack(flow);
        }
    }

    @Test
    void nobodysPacketsGoNowhere() {
        assertEquals(Optional.empty(), ports.hop(new Flow(VIP, SourcePorts.FIRST)));
    }
}
