package io.guideway.forward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.bench.forward.Reference;
import io.guideway.bench.forward.RunningEal;
import io.guideway.flow.FlowHash;
import io.guideway.packet.PcapFile;
import io.guideway.packet.Verdict;
import io.guideway.rewrite.BackendTable;
import io.guideway.ring.NativeBlock;
import io.guideway.ring.Port;
import io.guideway.service.Generation;
import io.guideway.service.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference in C does what Java does: the same frames leave, octet by octet, and the same is counted. */
class ReferenceTest {
    private static final long K0 = 0x0706_0504_0302_0100L;
    private static final long K1 = 0x0f0e_0d0c_0b0a_0908L;
    private static final int BURST = 32;

    /** Frames that must leave at the least, or the comparison says little. */
    private static final int LEAST_SENT = 10_000;

    /** Verdicts that no capture brings about: of what the node itself answers, holds or cuts, those of fragments, for less headroom, for a full queue. */
    private static final Set<Verdict> OUT_OF_REACH = EnumSet.of(
            Verdict.ANSWERED,
            Verdict.KERNEL,
            Verdict.NEIGHBOUR_DISCOVERY,
            Verdict.KERNEL_RATE,
            Verdict.TTL_EXPIRED,
            Verdict.NO_CHECKSUM,
            Verdict.HELD,
            Verdict.FRAGMENT,
            Verdict.FRAGMENT_LENGTH,
            Verdict.FRAGMENT_TINY,
            Verdict.FRAGMENT_OVERLAP,
            Verdict.FRAGMENT_ORPHAN,
            Verdict.ICMP_RATE,
            Verdict.NO_HEADROOM,
            Verdict.NO_MBUF,
            Verdict.TX_FULL);

    @TempDir
    private static Path directory;

    private static List<byte[]> frames;

    @BeforeAll
    static void writeTheCapture() throws IOException {
        frames = new Captures(new Random(1)).frames();
        try (PcapFile capture = PcapFile.create(directory.resolve("in.pcap"))) {
            for (final byte[] frame : frames) {
                capture.write(frame);
            }
        }
    }

    @Test
    void whatLeavesIsTheSameOctetByOctetAndSoAreTheCounters() throws IOException {
        compare("promiscuous", Worker.Inlet.ANY_STATION, Captures.SERVICES);
        final Set<Verdict> seen = compare("for-the-station", Rig.STATION, Captures.SERVICES);
        assertEquals(EnumSet.complementOf(EnumSet.copyOf(OUT_OF_REACH)), seen);
    }

    @Test
    void manyServicesChangeNothing() throws IOException {
        compare("many", Rig.STATION, Captures.manyServices());
    }

    @Test
    void whatAFullQueueRefusesIsOfferedAsOftenAndDroppedAlike() {
        final String in = "rx_pcap=" + directory.resolve("in.pcap");
        try (ServiceTable tables = tables(Captures.SERVICES);
                Port javaIn = RunningEal.open("net_pcap_java," + in);
                Port cIn = RunningEal.open("net_pcap_c," + in);
                Port javaOut = RunningEal.open("net_ring_java");
                Port cOut = RunningEal.open("net_ring_c");
                Worker worker = worker(javaIn, javaOut, Rig.STATION, tables);
                Reference reference = reference(cIn, cOut, Rig.STATION, tables)) {
            drain(worker::runOnce);
            drain(reference::runOnce);
            assertTrue(assertSameCounts(worker.counters(), reference).contains(Verdict.TX_FULL));
            assertEquals(worker.counters().packets(Verdict.FORWARDED), emptied(javaOut));
            assertEquals(reference.packets(Verdict.FORWARDED), emptied(cOut));
            assertEquals(0, RunningEal.POOL.inUse());
        }
    }

    /** Packets that were in a port which receives what it sends. */
    private static int emptied(final Port port) {
        try (NativeBlock pointers = new NativeBlock((long) Long.BYTES * BURST)) {
            int all = 0;
            for (int received = port.rxQueue(0).poll(pointers.address(), BURST);
                    received > 0;
                    received = port.rxQueue(0).poll(pointers.address(), BURST)) {
                RunningEal.POOL.free(pointers.address(), received);
                all += received;
            }
            return all;
        }
    }

    private static ServiceTable tables(final List<Service> services) {
        return new ServiceTable(Generation.alone(1, services), new BackendTable(services, Captures::route));
    }

    /** Says which verdicts there were. The files are complete once the ports are closed. */
    private static Set<Verdict> compare(final String name, final long station, final List<Service> services)
            throws IOException {
        final Path java = directory.resolve(name + "-java.pcap");
        final Path c = directory.resolve(name + "-c.pcap");
        final Set<Verdict> seen = forwardAndCompareCounts(java, c, station, services);
        assertSameFrames(PcapFile.read(java), PcapFile.read(c));
        return seen;
    }

    private static Set<Verdict> forwardAndCompareCounts(
            final Path java, final Path c, final long station, final List<Service> services) {
        try (ServiceTable tables = tables(services);
                Port javaPort = open(java);
                Port cPort = open(c);
                Worker worker = worker(javaPort, javaPort, station, tables);
                Reference reference = reference(cPort, cPort, station, tables)) {
            drain(worker::runOnce);
            drain(reference::runOnce);
            assertEquals(0, RunningEal.POOL.inUse());
            return assertSameCounts(worker.counters(), reference);
        }
    }

    private static Port open(final Path out) {
        return RunningEal.open(
                "net_pcap_%s,rx_pcap=%s,tx_pcap=%s".formatted(out.getFileName(), directory.resolve("in.pcap"), out));
    }

    private static Worker worker(final Port in, final Port out, final long station, final ServiceTable tables) {
        final Worker.Inlet inlet = new Worker.Inlet(in.rxQueue(0), station);
        return new Worker(
                new Worker.Plan(0, 1, BURST, List.of(inlet), List.of(out.txQueue(0)), RunningEal.POOL),
                new FlowHash(K0, K1),
                new View(tables));
    }

    private static Reference reference(final Port in, final Port out, final long station, final ServiceTable tables) {
        return new Reference(new Reference.Plan(K0, K1, station, BURST, in, List.of(out)), TableAddresses.of(tables));
    }

    private interface Pass {
        int runOnce();
    }

    private static void drain(final Pass pass) {
        int all = 0;
        for (int received = pass.runOnce(); received > 0; received = pass.runOnce()) {
            all += received;
        }
        assertEquals(frames.size(), all);
    }

    private static void assertSameFrames(final List<byte[]> expected, final List<byte[]> found) {
        assertTrue(expected.size() >= LEAST_SENT, () -> "only %d frames left".formatted(expected.size()));
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < expected.size(); i++) {
            final int frame = i;
            assertArrayEquals(expected.get(i), found.get(i), () -> "frame " + frame);
        }
    }

    /** Says which verdicts there were. */
    private static Set<Verdict> assertSameCounts(final WorkerCounters java, final Reference c) {
        final Set<Verdict> seen = EnumSet.noneOf(Verdict.class);
        for (final Verdict verdict : Verdict.values()) {
            assertEquals(java.packets(verdict), c.packets(verdict), verdict::text);
            if (java.packets(verdict) > 0) {
                seen.add(verdict);
            }
        }
        int backend = 0;
        for (int i = 0; i < Captures.SERVICES.size(); i++) {
            final String name = Captures.SERVICES.get(i).name();
            assertEquals(java.servicePackets(i), c.servicePackets(i), name);
            assertEquals(java.serviceOctets(i), c.serviceOctets(i), name);
            for (int end = backend + Captures.SERVICES.get(i).backends().size(); backend < end; backend++) {
                assertEquals(java.backendPackets(backend), c.backendPackets(backend), name);
                assertEquals(java.backendOctets(backend), c.backendOctets(backend), name);
            }
        }
        return seen;
    }
}
