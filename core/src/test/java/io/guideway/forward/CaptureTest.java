package io.guideway.forward;

import static io.guideway.forward.Sites.CLIENT4;
import static io.guideway.forward.Sites.CLIENT6;
import static io.guideway.forward.Sites.VIP4;
import static io.guideway.forward.Sites.VIP6;
import static io.guideway.forward.Sites.backends;
import static io.guideway.forward.Sites.service;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.guideway.packet.CaptureFilter;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Verdict;
import io.guideway.service.FragmentPolicy;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a capture tells is what came and what left, with the verdict, of the packets that are asked for and no others. */
class CaptureTest {
    private static final int SNAP = 2048;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final List<Service> TWO = List.of(
            service(VIP4, Protocol.TCP, Mode.IPIP, backends("10.0.1.1")),
            service(VIP6, Protocol.UDP, Mode.L2DSR, backends("fd00::1")),
            service(VIP4, Protocol.UDP, Mode.IPIP, List.of()));

    private Rig rig;
    private Capture capture;

    @AfterEach
    void close() {
        rig.close();
        capture.close();
    }

    private void start(final List<Service> services, final CaptureFilter filter, final int snap) {
        rig = new Rig(services, Sites::route);
        capture = new Capture(filter, snap, 0);
        final View plain = rig.worker.adopted();
        rig.worker.offer(plain.with(capture, new CaptureScope(plain.generation(), filter)));
    }

    private List<Capture.Captured> told() {
        final List<Capture.Captured> told = new ArrayList<>();
        while (capture.read(told::add, 100) > 0) {
            // There may be more.
        }
        return told;
    }

    private static byte[] tcp(final int port) {
        return FrameBuilder.packet(CLIENT4, VIP4).tcp(port, 80, 10).frame();
    }

    /** One packet of each shape and service that the rare paths and the modes know. */
    @Test
    void itTellsWhatCameAndWhatLeftWhateverTheVerdict() {
        final List<byte[]> frames = new ArrayList<>(RareFrames.all());
        frames.add(FrameBuilder.packet(CLIENT4, "192.0.2.99").udp(1, 2, 3).frame());
        frames.add(FrameBuilder.packet("127.0.0.1", VIP4).udp(1, 80, 3).frame());
        frames.add(new byte[5]);
        assertTold(RareFrames.SERVICES, frames);
    }

    @Test
    void soItDoesInAllModes() {
        for (final Service service : ModeSamples.SERVICES) {
            assertTold(List.of(service), ModeSamples.frames(service));
            rig.close();
            capture.close();
        }
        start(TWO, CaptureFilter.ALL, SNAP);
    }

    private void assertTold(final List<Service> services, final List<byte[]> frames) {
        start(services, CaptureFilter.ALL, 9216);
        for (final byte[] frame : frames) {
            final List<byte[]> sent = rig.walk(frame);
            final List<Capture.Captured> told = told();
            assertEquals(1, told.size());
            final Capture.Captured only = told.getFirst();
            assertEquals(rig.verdict(), only.verdict());
            assertArrayEquals(frame, only.came());
            assertEquals(frame.length, only.cameLength());
            assertArrayEquals(sent.isEmpty() ? new byte[0] : sent.getFirst(), only.left(), only.verdict()::text);
            assertEquals(only.left().length, only.leftLength());
            assertEquals(Math.max(0, sent.size() - 1), only.others());
            assertTrue(only.cameNs() <= only.leftNs() || sent.isEmpty());
        }
        assertEquals(0, capture.lost());
    }

    @Test
    void itNamesServiceAndBackend() {
        start(TWO, CaptureFilter.ALL, SNAP);
        rig.walk(tcp(1), FrameBuilder.packet(CLIENT4, VIP4).udp(1, 80, 1).frame(), new byte[3]);
        final List<Capture.Captured> told = told();
        assertEquals(
                List.of(TWO.get(0).name(), TWO.get(2).name(), ""),
                told.stream()
                        .map(one -> new String(one.service(), StandardCharsets.UTF_8))
                        .toList());
        assertEquals(
                List.of(Optional.of(IpAddress.parse("10.0.1.1")), Optional.empty(), Optional.empty()),
                told.stream().map(Capture.Captured::backend).toList());
    }

    @Test
    void ofLongPacketsTheBeginningIsTold() {
        start(TWO, CaptureFilter.ALL, 64);
        final byte[] frame = FrameBuilder.packet(CLIENT4, VIP4).tcp(1, 80, 800).frame();
        final List<byte[]> sent = rig.walk(frame);
        final Capture.Captured only = told().getFirst();
        assertArrayEquals(Arrays.copyOf(frame, 64), only.came());
        assertArrayEquals(Arrays.copyOf(sent.getFirst(), 64), only.left());
        assertEquals(frame.length, only.cameLength());
        assertEquals(sent.getFirst().length, only.leftLength());
    }

    @Test
    void aFullQueueIsADropAndNothingLeaves() {
        rig = new Rig(TWO, Sites::route, Rig.STATION, 1);
        capture = new Capture(CaptureFilter.ALL, SNAP, 0);
        final View plain = rig.worker.adopted();
        rig.worker.offer(plain.with(capture, new CaptureScope(plain.generation(), CaptureFilter.ALL)));
        rig.walk(tcp(1), tcp(2));
        final List<Capture.Captured> told = told();
        assertEquals(
                List.of(Verdict.FORWARDED, Verdict.TX_FULL),
                told.stream().map(Capture.Captured::verdict).toList());
        assertEquals(0, told.get(1).left().length);
    }

    @Test
    void whatIsHeldIsToldWhenItGoes() {
        final FrameBuilder datagram = FrameBuilder.packet(CLIENT4, VIP4).udp(1, 80, 200);
        final byte[] later = datagram.cut(104, 208).frame();
        final byte[] first = datagram.cut(0, 104).frame();
        start(
                List.of(service(VIP4, Protocol.UDP, Mode.IPIP, backends("10.0.1.1"))
                        .with(Sites.handling(FragmentPolicy.TRACK))),
                CaptureFilter.ALL,
                SNAP);
        rig.walk(later);
        assertEquals(List.of(), told());
        final List<byte[]> sent = new ArrayList<>(rig.walk(first));
        sent.addAll(rig.finish());
        final List<Capture.Captured> told = told();
        assertEquals(2, told.size());
        for (final Capture.Captured one : told) {
            assertEquals(Verdict.FORWARDED, one.verdict());
            assertTrue(Arrays.equals(one.came(), first) || Arrays.equals(one.came(), later));
            assertTrue(sent.stream().anyMatch(frame -> Arrays.equals(frame, one.left())));
        }
    }

    @Test
    void onlyWhatIsAskedForIsTold() {
        final Optional<IpAddress> client = Optional.of(IpAddress.parse(CLIENT4));
        final Optional<IpAddress> vip = Optional.of(IpAddress.parse(VIP6));
        final CaptureFilter.End any = CaptureFilter.End.ANY;
        final Optional<String> noName = Optional.empty();
        final Optional<IpAddress> nobody = Optional.empty();
        final Optional<Verdict> whatever = Optional.empty();
        final OptionalInt no = OptionalInt.empty();
        assertAsked("0123456", CaptureFilter.ALL);
        assertAsked("01", new CaptureFilter(Optional.of(TWO.get(0).name()), nobody, whatever, no, any, any));
        assertAsked("", new CaptureFilter(Optional.of("gone"), nobody, whatever, no, any, any));
        assertAsked("2", new CaptureFilter(noName, Optional.of(IpAddress.parse("fd00::1")), whatever, no, any, any));
        assertAsked("34", new CaptureFilter(noName, nobody, Optional.of(Verdict.NO_BACKEND), no, any, any));
        assertAsked("234", new CaptureFilter(noName, nobody, whatever, OptionalInt.of(17), any, any));
        assertAsked("013", new CaptureFilter(noName, nobody, whatever, no, new CaptureFilter.End(client, no), any));
        assertAsked(
                "1",
                new CaptureFilter(
                        noName,
                        nobody,
                        whatever,
                        OptionalInt.of(6),
                        new CaptureFilter.End(client, OptionalInt.of(2)),
                        any));
        assertAsked(
                "2",
                new CaptureFilter(noName, nobody, whatever, no, any, new CaptureFilter.End(vip, OptionalInt.of(80))));
        assertAsked(
                "5",
                new CaptureFilter(
                        noName,
                        nobody,
                        whatever,
                        no,
                        any,
                        new CaptureFilter.End(Optional.empty(), OptionalInt.of(53))));
        start(TWO, CaptureFilter.ALL, SNAP);
    }

    /** The packets of a burst that a filter takes, each by its digit. */
    private void assertAsked(final String expected, final CaptureFilter filter) {
        final List<byte[]> frames = List.of(
                tcp(1),
                tcp(2),
                FrameBuilder.packet(CLIENT6, VIP6)
                        .udp(9, 80, 7)
                        .extension(60, 16)
                        .frame(),
                FrameBuilder.packet(CLIENT4, VIP4).udp(1, 80, 8).frame(),
                FrameBuilder.packet("198.51.100.99", VIP4).udp(1, 80, 9).frame(),
                FrameBuilder.packet(CLIENT6, "2001:db8::99").tcp(1, 53, 9).frame(),
                new byte[60]);
        start(TWO, filter, SNAP);
        rig.walk(frames.toArray(byte[][]::new));
        final StringBuilder taken = new StringBuilder();
        for (final Capture.Captured one : told()) {
            for (int i = 0; i < frames.size(); i++) {
                if (Arrays.equals(frames.get(i), one.came())) {
                    taken.append(i);
                }
            }
        }
        assertEquals(expected, taken.toString(), filter::toString);
        rig.close();
        capture.close();
    }

    @Test
    void whatFindsNoRoomIsLostAndCounted() {
        start(TWO, CaptureFilter.ALL, SNAP);
        for (int i = 0; i < 10_000; i++) {
            rig.walk(tcp(i));
        }
        final int told = told().size();
        assertTrue(told > 1000 && told < 10_000, () -> told + " told");
        assertEquals(10_000, told + capture.lost());
        rig.walk(tcp(1));
        assertEquals(1, told().size());
    }

    @Test
    void anotherViewEndsIt() {
        start(TWO, CaptureFilter.ALL, SNAP);
        rig.walk(tcp(1));
        rig.worker.offer(rig.worker.adopted().withoutCapture());
        assertEquals(1, rig.walk(tcp(2)).size());
        assertEquals(1, told().size());
    }

    @Test
    void aWarmWorkerThatTellsAllocatesNothing() {
        start(TWO, CaptureFilter.ALL, SNAP);
        try (FreshRig fresh = new FreshRig(RareFrames.SERVICES, RareFrames.all())) {
            final View plain = fresh.worker().adopted();
            fresh.worker().offer(plain.with(capture, new CaptureScope(plain.generation(), CaptureFilter.ALL)));
            fresh.run(20_000);
            told();
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            fresh.run(20_000);
            final long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertEquals(0, allocated / 20_000, "octets a burst; in all " + allocated);
        }
    }
}
