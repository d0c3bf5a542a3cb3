package io.guideway.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ports over net_null, which receives without end, and net_ring. */
class DpdkPortTest {
    private static final MbufPool POOL = RunningEal.POOL;

    @Test
    void whatIsReceivedAndSentIsCounted() {
        final int baseline = POOL.inUse();
        try (Port port = RunningEal.open("net_null", ",size=100");
                NativeBlock mbufs = new NativeBlock(8 * 32)) {
            assertEquals(32, port.rxQueue(0).poll(mbufs.address(), 32));
            assertEquals(100, Mbuf.packetLength(Mem.i64(mbufs.address())));
            assertEquals(baseline + 32, POOL.inUse());
            assertEquals(20, port.txQueue(0).offer(mbufs.address(), 20));
            POOL.free(mbufs.address() + 8 * 20, 12);
            assertEquals(32, port.statistics().rxPackets());
            assertEquals(20, port.statistics().txPackets());
            assertEquals(0, port.statistics().rxErrors());
            assertEquals(20, port.extendedStatistics().get("tx_good_packets"));
        }
        assertEquals(baseline, POOL.inUse());
    }

    @Test
    void aPortKnowsItsAddressLinkAndDevice() {
        try (Port port = RunningEal.open("net_null", "")) {
            assertTrue(port.mac() != 0 && port.mac() >>> 48 == 0);
            assertEquals(0, port.mac() >>> 40 & 1, "a unicast address");
            assertTrue(port.link().up());
            assertEquals(10_000, port.link().speedMbps());
            assertEquals("net_null", port.capabilities().driver());
            assertTrue(port.capabilities().device().startsWith("net_null"));
            assertTrue(port.capabilities().maxRxQueues() > 1);
        }
    }

    @Test
    void aDeviceWithRssTakesManyQueuesAndAKey() {
        final List<Byte> key = Collections.nCopies(40, (byte) 0x6D);
        final var settings = new PortSettings(4, 2, 256, 512, 1500, true, key);
        try (Port port = RunningEal.EAL.openPort(RunningEal.attach("net_null", ""), settings, POOL);
                NativeBlock mbufs = new NativeBlock(8)) {
            assertTrue(port.capabilities().rss());
            assertEquals(settings, port.settings());
            assertEquals(1, port.rxQueue(3).poll(mbufs.address(), 1));
            assertEquals(1, port.txQueue(1).offer(mbufs.address(), 1));
        }
    }

    @Test
    void aDeviceWithoutRssTakesManyQueuesAllTheSame() {
        final var settings = new PortSettings(2, 2, 512, 512, 1500, false, List.of());
        try (Port port = RunningEal.EAL.openPort(RunningEal.attach("net_ring", ""), settings, POOL)) {
            assertFalse(port.capabilities().rss());
        }
    }

    @Test
    void aQueueThatWasNotOpenedIsAnError() {
        try (Port port = RunningEal.open("net_null", "")) {
            assertThrows(IllegalArgumentException.class, () -> port.rxQueue(1));
            assertThrows(IllegalArgumentException.class, () -> port.txQueue(-1));
        }
    }

    @Test
    void anMtuThatTheDriverCannotSetIsAcceptedWhereTheDeviceTakesSuchFrames() {
        try (MbufPool large = RunningEal.EAL.createPool("large", 1023, 9216)) {
            final var settings = PortSettings.forWorkers(1).withMtu(9000);
            try (Port port = RunningEal.EAL.openPort(RunningEal.attach("net_ring", ""), settings, large)) {
                assertEquals(9000, port.settings().mtu());
            }
        }
    }

    @Test
    void framesThatDoNotFitAnMbufAreRefused() {
        final var settings = PortSettings.forWorkers(1).withMtu(2048 - 21);
        assertRefused("do not fit the mbufs of pool tests: 2048 octets of data room, not 2049", settings);
    }

    @Test
    void moreQueuesThanTheDeviceHasAreRefused() {
        assertRefused("has 16 RX queues; use fewer workers, not 17", PortSettings.forWorkers(17));
    }

    @Test
    void aClosedPortAnswersNothingAndClosesTwice() {
        final Port port = RunningEal.open("net_null", "");
        port.close();
        port.close();
        final var e = assertThrows(DpdkException.class, port::statistics);
        assertEquals(19, e.errno());
    }

    private static void assertRefused(final String message, final PortSettings settings) {
        final int port = RunningEal.attach("net_ring", "");
        final var e = assertThrows(IllegalArgumentException.class, () -> RunningEal.EAL.openPort(port, settings, POOL));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
