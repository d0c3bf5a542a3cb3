package io.guideway.forwarder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.flow.RecordCounter;
import io.guideway.flow.RecordTable;
import io.guideway.forward.Choice;
import io.guideway.forward.FlowMemory;
import io.guideway.forward.Rig;
import io.guideway.forward.SampleFrames;
import io.guideway.forward.Sites;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Verdict;
import io.guideway.rewrite.Route;
import io.guideway.service.Backend;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import io.guideway.wire.Explain;
import io.guideway.wire.Explained;
import io.guideway.wire.Explained.Movement;
import io.guideway.wire.Explained.Recorded;
import io.guideway.wire.Explained.Way;
import io.guideway.wire.Octets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is explained is what then happens, and explaining leaves no trace. */
class ExplainerTest {
    private static final int CPU = 3;
    private static final int PORT = 5;
    private static final long MARK = 0x0200_0000_0000L;

    private final FlowStore flows = new FlowStore(1, 1 << 12, FlowMemory.IDLE, new long[] {1, 2});
    private final Explainer explainer = new Explainer(Rig.HASH, List.of(new Gate(PORT, Rig.STATION, Rig.STATION)));
    private final long second = 1;
    private final Generations generations =
            new Generations(1, services(3), ExplainerTest::route, () -> TimeUnit.SECONDS.toNanos(second));
    private final Rig rig = new Rig(services(3), ExplainerTest::route, flows.of(0));

    ExplainerTest() {
        rig.worker.offer(generations.view());
        rig.worker.runOnce();
        generations.join(CPU, rig.worker, () -> false); // it adopts with the next burst
    }

    @AfterEach
    void close() {
        generations.close();
        rig.close();
        flows.close();
    }

    private static Route route(final Service service, final Backend backend) {
        final IpAddress source = service.mode() == Mode.IPIP ? IpAddress.parse(Sites.NODE4) : null;
        return new Route(0, Sites.MTU, Rig.STATION, MARK | backend.address().low() & 0xFF, source);
    }

    private static List<Service> services(final int backends) {
        final List<Backend> some = new ArrayList<>();
        for (int i = 1; i <= backends; i++) {
            some.add(new Backend(IpAddress.parse("10.0.0." + i), 1));
        }
        return List.of(
                Sites.service(Sites.VIP4, Protocol.TCP, Mode.IPIP, some),
                Sites.service(Sites.VIP6, Protocol.TCP, Mode.L2DSR, some),
                Sites.service("203.0.113.11", Protocol.TCP, Mode.L2DSR, List.of()));
    }

    /** The worker goes by it, too. */
    private void adopt(final int number, final List<Service> services) {
        generations.adopt(number, services);
        rig.burst();
    }

    private Explained explain(final byte[] frame) {
        return generations.explain(new Explain(9, PORT, true, new Octets(frame)), explainer, flows);
    }

    private static byte[] syn(final int client) {
        return FrameBuilder.packet(Sites.CLIENT4, Sites.VIP4).syn(client, 80).frame();
    }

    private static byte[] data(final int client) {
        return FrameBuilder.packet(Sites.CLIENT4, Sites.VIP4)
                .tcp(client, 80, 10)
                .frame();
    }

    /** Explains the frame, then has the worker meet it: both must agree. */
    private Explained assertTrueOf(final byte[] frame) {
        final Explained said = explain(frame);
        final List<byte[]> sent = rig.walk(frame);
        if (isAboutDatagrams(said.verdict()) || isAboutDatagrams(rig.verdict())) {
            return said; // what becomes of a fragment is a matter of those that the worker has met
        }
        assertEquals(rig.verdict(), said.verdict());
        assertEquals(sent.size(), said.leaving().size());
        for (int i = 0; i < sent.size(); i++) {
            assertEquals(PORT, said.leaving().get(i).port());
            assertArrayEquals(sent.get(i), said.leaving().get(i).frame().bytes());
        }
        assertEquals(generations.current().number(), said.generation());
        final int slot = rig.worker.batch().slot(0);
        assertEquals(
                slot >= 0 ? Optional.of(slot) : Optional.empty(),
                said.selection().map(Explained.Selection::slot));
        return said;
    }

    private static boolean isAboutDatagrams(final Verdict verdict) {
        return verdict == Verdict.HELD || verdict.name().startsWith("FRAGMENT");
    }

    @Test
    void whatIsExplainedIsWhatHappens() {
        for (final byte[] sample : SampleFrames.all()) {
            assertTrueOf(sample);
        }
        final Random random = new Random(11);
        for (final byte[] sample : SampleFrames.all()) {
            for (int i = 0; i < 100; i++) {
                final byte[] changed = sample.clone();
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
                assertTrueOf(changed);
            }
        }
    }

    @Test
    void everyFieldIsThere() {
        final Explained said = assertTrueOf(syn(1024));
        assertEquals(9, said.id());
        assertEquals("", said.problem());
        assertEquals(Verdict.FORWARDED, said.verdict());
        assertEquals(Optional.of("IPIP-TCP-" + Sites.VIP4), said.service());
        final Explained.Selection selection = said.selection().orElseThrow();
        assertEquals(251, selection.slots());
        assertEquals(selection.owner(), selection.backend());
        assertEquals(Explained.Tracked.NOTHING, said.tracked());
    }

    @Test
    void aServiceWithoutBackendsAndAStrangersPacketHaveTheirReasons() {
        final Explained empty = assertTrueOf(
                FrameBuilder.packet(Sites.CLIENT4, "203.0.113.11").syn(1, 80).frame());
        assertEquals(Verdict.NO_BACKEND, empty.verdict());
        assertEquals(Optional.of("L2DSR-TCP-203.0.113.11"), empty.service());
        assertEquals(Optional.empty(), empty.selection());
        final Explained stranger = assertTrueOf(
                FrameBuilder.packet(Sites.CLIENT4, "192.0.2.99").syn(1, 80).frame());
        assertEquals(Verdict.NOT_OURS, stranger.verdict());
        assertEquals(Optional.empty(), stranger.service());
        final Explained other = assertTrueOf(FrameBuilder.packet(Sites.CLIENT4, Sites.VIP4)
                .macs(1, 2)
                .syn(1, 80)
                .frame());
        assertEquals(Verdict.OTHER_MAC, other.verdict());
    }

    @Test
    void aFlowIsAddressedToThePort() {
        final byte[] frame = FrameBuilder.packet(Sites.CLIENT4, Sites.VIP4)
                .macs(1, 2)
                .syn(1, 80)
                .frame();
        final Explain question = new Explain(1, Explain.FIRST_PORT, false, new Octets(frame));
        assertEquals(
                Verdict.FORWARDED,
                generations.explain(question, explainer, flows).verdict());
        assertEquals(2, frame[5], "the question is nobody's to change");
    }

    @Test
    void aPortThatIsNotThereIsNamed() {
        final Explain question = new Explain(7, 1, false, new Octets(syn(1)));
        final Explained said = generations.explain(question, explainer, flows);
        assertEquals(7, said.id());
        assertEquals("there is no port 1; name one of [5]", said.problem());
    }

    /** While slots move, each reason for a backend comes up, and each is the one that the worker counts. */
    @Test
    void itTellsWhyAFlowGoesWhereItGoes() {
        for (int client = 2000; client < 2100; client++) {
            rig.walk(syn(client));
        }
        adopt(2, services(4));
        final Set<Way> ways = EnumSet.noneOf(Way.class);
        final Set<Movement> movements = EnumSet.noneOf(Movement.class);
        final Set<Recorded> recorded = EnumSet.noneOf(Recorded.class);
        for (int client = 1900; client < 2400; client++) {
            for (final byte[] frame : List.of(client < 2100 ? data(client) : syn(client), data(client), data(client))) {
                final long[] before = choices();
                final Explained said = assertTrueOf(frame);
                assertArrayEquals(before, choices(said.tracked().way()), () -> said.toString());
                ways.add(said.tracked().way());
                movements.add(said.tracked().movement());
                recorded.add(said.tracked().recorded());
                assertEquals(
                        said.tracked().recorded() == Recorded.NONE ? Explained.Tracked.NO_CPU : CPU,
                        said.tracked().cpu());
                assertEquals(
                        said.tracked().movement() == Movement.MOVING,
                        said.tracked().formerOwner().isPresent());
            }
        }
        assertEquals(EnumSet.of(Way.HASH, Way.SLOT, Way.RECORD, Way.FORMER_OWNER), ways);
        assertEquals(EnumSet.of(Movement.STILL, Movement.MOVING), movements);
        assertEquals(EnumSet.of(Recorded.NONE, Recorded.EMBRYONIC, Recorded.CONFIRMED), recorded);
    }

    /** How many packets each reason moved. */
    private long[] choices() {
        final long[] packets = new long[Choice.count()];
        for (final Choice choice : Choice.values()) {
            packets[choice.ordinal()] = rig.worker.counters().packets(choice);
        }
        return packets;
    }

    /** What it was before the last packet, if that went this way. */
    private long[] choices(final Way way) {
        final long[] packets = choices();
        final Optional<Choice> choice = switch (way) {
            case HASH -> Optional.empty();
            case SLOT -> Optional.of(Choice.SLOT);
            case RECORD -> Optional.of(Choice.RECORD);
            case PEER_RECORD -> Optional.of(Choice.PEER_RECORD);
            case FORMER_OWNER -> Optional.of(Choice.OLD_OWNER);
            case GONE -> Optional.of(Choice.GONE);
            case CONNECTION_ID -> Optional.of(Choice.QUIC);
        };
        choice.ifPresent(one -> packets[one.ordinal()]--);
        return packets;
    }

    /** A flow of a backend that failed, and one that only another node knows. */
    @Test
    void recordsOfOthersAndOfTheGoneCount() {
        adopt(2, services(4));
        final Set<Way> ways = EnumSet.noneOf(Way.class);
        for (int client = 3000; client < 3300; client++) {
            rig.walk(syn(client));
            rig.walk(data(client));
        }
        adopt(3, services(2));
        for (int client = 3000; client < 3300; client++) {
            ways.add(assertTrueOf(data(client)).tracked().way());
        }
        assertTrue(ways.contains(Way.GONE), ways::toString);
        final RecordTable peers = flows.peers();
        flows.of(0).own().forEach(flows.now(), (flow, backend, _, _) -> {
            peers.insertConfirmed(flow, backend, 0, flows.now());
        });
        flows.of(0)
                .own()
                .forEach(flows.now(), (flow, backend, _, _) -> flows.of(0).own().forget(flow, flows.now()));
        for (int client = 3000; client < 3300; client++) {
            final Explained said = assertTrueOf(data(client));
            if (said.tracked().way() == Way.PEER_RECORD) {
                ways.add(Way.PEER_RECORD);
                assertEquals(Recorded.BY_PEER, said.tracked().recorded());
            }
        }
        assertTrue(ways.contains(Way.PEER_RECORD), ways::toString);
    }

    @Test
    void explainingLeavesNoTrace() {
        for (int client = 2000; client < 2050; client++) {
            rig.walk(syn(client));
        }
        adopt(2, services(4));
        for (int client = 2000; client < 2100; client++) {
            rig.walk(data(client));
        }
        final List<Object> before = trace();
        for (int client = 1900; client < 2200; client++) {
            explain(syn(client));
            explain(data(client));
        }
        SampleFrames.all().forEach(this::explain);
        assertEquals(before, trace());
        assertEquals(List.of(), rig.burst());
    }

    /** Everything that packets leave behind. */
    private List<Object> trace() {
        final List<Object> trace = new ArrayList<>();
        for (final Verdict verdict : Verdict.values()) {
            trace.add(rig.worker.counters().packets(verdict));
        }
        for (final Choice choice : Choice.values()) {
            trace.add(rig.worker.counters().packets(choice));
        }
        for (int i = 0; i < generations.current().backends().count(); i++) {
            trace.add(rig.worker.counters().backendPackets(i));
        }
        for (final RecordTable table : List.of(flows.of(0).own(), flows.peers())) {
            for (final RecordCounter counter : RecordCounter.values()) {
                trace.add(table.get(counter));
            }
            table.forEach(flows.now(), (flow, backend, _, age) -> trace.add(List.of(flow, backend, age)));
        }
        trace.add(rig.pool.inUse());
        return trace;
    }
}
