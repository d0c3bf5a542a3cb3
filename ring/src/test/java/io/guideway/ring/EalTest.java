package io.guideway.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class EalTest {
    private static final Eal EAL = RunningEal.EAL;

    @Test
    void theVersionIsOneThatTheShimBuildsWith() {
        final String[] words = Eal.version().split("[ .]");
        assertEquals("DPDK", words[0]);
        assertTrue(Integer.parseInt(words[1]) >= 22, Eal.version());
    }

    @Test
    void aSecondStartIsRefused() {
        final var e = assertThrows(IllegalStateException.class, () -> Eal.start(List.of("--no-huge")));
        assertTrue(e.getMessage().contains("start a new process"), e.getMessage());
    }

    @Test
    void anAttachedDeviceBringsAPort() {
        final int before = EAL.portIds().size();
        final int port = RunningEal.attach("net_null", "");
        assertEquals(before + 1, EAL.portIds().size());
        assertTrue(EAL.portIds().contains(port));
    }

    @Test
    void aDriverThatDoesNotExistIsAnError() {
        final var e = assertThrows(DpdkException.class, () -> EAL.attach("net_nothing0"));
        assertTrue(e.getMessage().contains("device net_nothing0 cannot be added"), e.getMessage());
        assertTrue(e.errno() > 0);
    }

    @Test
    void aPortThatDoesNotExistIsAnError() {
        final var e =
                assertThrows(DpdkException.class, () -> EAL.openPort(31, PortSettings.forWorkers(1), RunningEal.POOL));
        assertEquals(19, e.errno());
        assertTrue(e.getMessage().contains("port 31 cannot be opened: No such device"), e.getMessage());
        assertThrows(
                IllegalArgumentException.class, () -> EAL.openPort(-1, PortSettings.forWorkers(1), RunningEal.POOL));
    }

    @Test
    void aPoolInProcessMemoryIsNoPoolForAPort() {
        final int port = RunningEal.attach("net_null", "");
        try (MemoryMbufPool pool = new MemoryMbufPool(1, 2048)) {
            assertThrows(IllegalArgumentException.class, () -> EAL.openPort(port, PortSettings.forWorkers(1), pool));
        }
    }
}
