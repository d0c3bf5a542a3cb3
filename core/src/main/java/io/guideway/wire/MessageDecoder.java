package io.guideway.wire;

import io.guideway.packet.Verdict;
import io.guideway.stats.TimeCounts;
import io.guideway.wire.sbe.AdoptedDecoder;
import io.guideway.wire.sbe.CountersDecoder;
import io.guideway.wire.sbe.DigestDecoder;
import io.guideway.wire.sbe.HelloAnswerDecoder;
import io.guideway.wire.sbe.HelloDecoder;
import io.guideway.wire.sbe.PingDecoder;
import io.guideway.wire.sbe.PongDecoder;
import io.guideway.wire.sbe.RefusedDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.agrona.DirectBuffer;

/** Octets to messages; believes nothing. One thread. */
final class MessageDecoder {
    /** Octets of the length before a text. */
    static final int TEXT_HEADER = 2;

    private static final Map<String, Verdict> VERDICTS =
            Arrays.stream(Verdict.values()).collect(Collectors.toMap(Verdict::text, Function.identity()));

    private final GenerationReader generation = new GenerationReader();
    private final DropsReader drops = new DropsReader();
    private final CaptureReader capture = new CaptureReader();
    private final ExplainReader explain = new ExplainReader();
    private final HelloDecoder hello = new HelloDecoder();
    private final PingDecoder ping = new PingDecoder();
    private final HelloAnswerDecoder helloAnswer = new HelloAnswerDecoder();
    private final AdoptedDecoder adopted = new AdoptedDecoder();
    private final RefusedDecoder refused = new RefusedDecoder();
    private final CountersDecoder counters = new CountersDecoder();
    private final PongDecoder pong = new PongDecoder();

    /**
     * Reads a message whose header has been read and whose block of fixed length is there.
     *
     * @param at where the block begins
     */
    Message decode(final Template template, final DirectBuffer buffer, final int at, final Extent extent)
            throws NotUnderstoodException {
        final int block = template.blockLength();
        return switch (template) {
            case PART -> throw new NotUnderstoodException("a part of a part");
            case HELLO -> hello(hello.wrap(buffer, at, block, Template.SCHEMA_VERSION), extent);
            case GENERATION -> generation.read(buffer, at, extent);
            case PING -> ping(ping.wrap(buffer, at, block, Template.SCHEMA_VERSION), extent);
            case ASK_DROPS -> drops.readQuestion(buffer, at, extent);
            case DROPS -> drops.readAnswer(buffer, at, extent);
            case ASK_CAPTURE -> capture.readQuestion(buffer, at, extent);
            case CAPTURE_STATE -> capture.readAnswer(buffer, at, extent);
            case EXPLAIN -> explain.readQuestion(buffer, at, extent);
            case EXPLAINED -> explain.readAnswer(buffer, at, extent);
            case HELLO_ANSWER -> helloAnswer(helloAnswer.wrap(buffer, at, block, Template.SCHEMA_VERSION), extent);
            case ADOPTED -> adopted(adopted.wrap(buffer, at, block, Template.SCHEMA_VERSION), extent);
            case REFUSED -> refused(refused.wrap(buffer, at, block, Template.SCHEMA_VERSION), extent);
            case COUNTERS -> counters(counters.wrap(buffer, at, block, Template.SCHEMA_VERSION), extent);
            case PONG -> pong(pong.wrap(buffer, at, block, Template.SCHEMA_VERSION), extent);
        };
    }

    private static Hello hello(final HelloDecoder decoder, final Extent extent) throws NotUnderstoodException {
        extent.require(decoder.limit(), TEXT_HEADER, "length of name");
        extent.require(decoder.limit() + TEXT_HEADER, decoder.nameLength(), "name");
        final byte[] name = newName(decoder.nameLength());
        decoder.getName(name, 0, name.length);
        extent.requireEnd(decoder.limit());
        return new Hello(decoder.schemaVersion(), decoder.instance(), Text.decode(name));
    }

    /** Room for a name of so many octets. */
    static byte[] newName(final int octets) throws NotUnderstoodException {
        if (octets > Text.LONGEST_NAME) {
            throw new NotUnderstoodException(
                    "a name has %d octets, and %d at most".formatted(octets, Text.LONGEST_NAME));
        }
        return new byte[octets];
    }

    private static Ping ping(final PingDecoder decoder, final Extent extent) throws NotUnderstoodException {
        extent.requireEnd(decoder.limit());
        return new Ping(decoder.id());
    }

    private static HelloAnswer helloAnswer(final HelloAnswerDecoder decoder, final Extent extent)
            throws NotUnderstoodException {
        extent.requireEnd(decoder.limit());
        return new HelloAnswer(
                decoder.schemaVersion(),
                decoder.instance(),
                decoder.generation(),
                digest(decoder.digest()),
                decoder.startTimeMs());
    }

    static Digest digest(final DigestDecoder decoder) {
        return new Digest(decoder.high(), decoder.low());
    }

    private static Adopted adopted(final AdoptedDecoder decoder, final Extent extent) throws NotUnderstoodException {
        extent.requireEnd(decoder.limit());
        return new Adopted(decoder.generation(), digest(decoder.digest()), decoder.durationNs());
    }

    private static Refused refused(final RefusedDecoder decoder, final Extent extent) throws NotUnderstoodException {
        extent.require(decoder.limit(), TEXT_HEADER, "length of reason");
        extent.require(decoder.limit() + TEXT_HEADER, decoder.reasonLength(), "reason");
        final byte[] reason = new byte[decoder.reasonLength()];
        decoder.getReason(reason, 0, reason.length);
        extent.requireEnd(decoder.limit());
        return new Refused(
                decoder.generation(), decoder.templateId(), Codes.cause(decoder.cause()), Text.decode(reason));
    }

    private static Pong pong(final PongDecoder decoder, final Extent extent) throws NotUnderstoodException {
        extent.requireEnd(decoder.limit());
        return new Pong(decoder.id());
    }

    private static Counters counters(final CountersDecoder decoder, final Extent extent) throws NotUnderstoodException {
        final long generation = decoder.generation();
        final long received = decoder.received();
        final FlowCounts flows = flows(decoder);
        final boolean hasTier = Codes.hasTier(decoder.tier());
        final TierState tier = new TierState(
                Codes.isCompleteTier(decoder.tier()),
                (int) decoder.destinations(),
                (int) decoder.connected(),
                decoder.unsent(),
                decoder.dropped(),
                List.of());
        final long[] services = services(decoder, extent);
        final long[] backends = backends(decoder, extent);
        final long[] verdicts = verdicts(decoder, extent);
        final List<WorkerCounts> workers = workers(decoder, extent);
        final List<TierState.PeerState> peers = peers(decoder, extent);
        extent.requireEnd(decoder.limit());
        return new Counters(
                generation,
                received,
                verdicts,
                services,
                backends,
                workers,
                flows,
                hasTier ? Optional.of(tier.with(peers)) : Optional.empty());
    }

    private static List<TierState.PeerState> peers(final CountersDecoder decoder, final Extent extent)
            throws NotUnderstoodException {
        extent.require(decoder.limit(), CountersDecoder.PeersDecoder.sbeHeaderSize(), "head of peers");
        final CountersDecoder.PeersDecoder group = decoder.peers();
        final int block = CountersDecoder.PeersDecoder.sbeBlockLength();
        final int least = block + TEXT_HEADER;
        extent.requireGroup(decoder.limit(), group.count(), group.actingBlockLength(), block, least, "group peers");
        final List<TierState.PeerState> peers = new ArrayList<>();
        for (int i = group.count(); i > 0; i--) {
            extent.require(decoder.limit(), least, "peer");
            group.next();
            final boolean isBelieved = Codes.yes("believed", group.believed());
            final boolean isComplete = Codes.yes("complete", group.complete());
            final long incompleteMs = group.incompleteMs();
            final long records = group.records();
            final long lost = group.lost();
            final long silentMs = group.silentMs();
            extent.require(decoder.limit() + TEXT_HEADER, group.nameLength(), "name of peer");
            final byte[] name = newName(group.nameLength());
            group.getName(name, 0, name.length);
            peers.add(new TierState.PeerState(
                    Text.decode(name), isBelieved, isComplete, incompleteMs, records, lost, silentMs));
        }
        return peers;
    }

    private static FlowCounts flows(final CountersDecoder decoder) {
        return new FlowCounts(
                decoder.bySlot(),
                decoder.byRecord(),
                decoder.byPeerRecord(),
                decoder.byOldOwner(),
                decoder.byGone(),
                decoder.embryonic(),
                decoder.confirmed(),
                decoder.evicted(),
                decoder.refused(),
                decoder.ofPeers(),
                decoder.movingSlots(),
                decoder.oldestSeconds(),
                decoder.byConnectionId(),
                decoder.quicShort(),
                decoder.quicConfig(),
                decoder.quicServer());
    }

    private static long[] services(final CountersDecoder decoder, final Extent extent) throws NotUnderstoodException {
        extent.require(decoder.limit(), CountersDecoder.ServicesDecoder.sbeHeaderSize(), "head of services");
        final CountersDecoder.ServicesDecoder group = decoder.services();
        final int block = CountersDecoder.ServicesDecoder.sbeBlockLength();
        extent.requireGroup(decoder.limit(), group.count(), group.actingBlockLength(), block, block, "group services");
        final long[] columns = new long[Counters.COLUMNS * group.count()];
        for (int i = 0; i < columns.length; i += Counters.COLUMNS) {
            columns[i] = group.next().packets();
            columns[i + 1] = group.octets();
        }
        return columns;
    }

    private static long[] backends(final CountersDecoder decoder, final Extent extent) throws NotUnderstoodException {
        extent.require(decoder.limit(), CountersDecoder.BackendsDecoder.sbeHeaderSize(), "head of backends");
        final CountersDecoder.BackendsDecoder group = decoder.backends();
        final int block = CountersDecoder.BackendsDecoder.sbeBlockLength();
        extent.requireGroup(decoder.limit(), group.count(), group.actingBlockLength(), block, block, "group backends");
        final long[] columns = new long[Counters.COLUMNS * group.count()];
        for (int i = 0; i < columns.length; i += Counters.COLUMNS) {
            columns[i] = group.next().packets();
            columns[i + 1] = group.octets();
        }
        return columns;
    }

    private static long[] verdicts(final CountersDecoder decoder, final Extent extent) throws NotUnderstoodException {
        extent.require(decoder.limit(), CountersDecoder.VerdictsDecoder.sbeHeaderSize(), "head of verdicts");
        final CountersDecoder.VerdictsDecoder group = decoder.verdicts();
        final int block = CountersDecoder.VerdictsDecoder.sbeBlockLength();
        final int least = block + TEXT_HEADER;
        extent.requireGroup(decoder.limit(), group.count(), group.actingBlockLength(), block, least, "group verdicts");
        final long[] packets = new long[Verdict.count()];
        for (int i = group.count(); i > 0; i--) {
            extent.require(decoder.limit(), least, "verdict");
            final long count = group.next().packets();
            extent.require(decoder.limit() + TEXT_HEADER, group.verdictLength(), "name of verdict");
            final byte[] name = newName(group.verdictLength());
            group.getVerdict(name, 0, name.length);
            packets[verdict(Text.decode(name)).ordinal()] += count;
        }
        return packets;
    }

    static Verdict verdict(final String name) throws NotUnderstoodException {
        final Verdict verdict = VERDICTS.get(name);
        if (verdict == null) {
            throw new NotUnderstoodException("no verdict has the name '%.40s'".formatted(name));
        }
        return verdict;
    }

    private static List<WorkerCounts> workers(final CountersDecoder decoder, final Extent extent)
            throws NotUnderstoodException {
        extent.require(decoder.limit(), CountersDecoder.WorkersDecoder.sbeHeaderSize(), "head of workers");
        final CountersDecoder.WorkersDecoder group = decoder.workers();
        final int block = CountersDecoder.WorkersDecoder.sbeBlockLength();
        final int least = block
                + CountersDecoder.WorkersDecoder.BurstTimesDecoder.sbeHeaderSize()
                + CountersDecoder.WorkersDecoder.GapTimesDecoder.sbeHeaderSize();
        extent.requireGroup(decoder.limit(), group.count(), group.actingBlockLength(), block, least, "group workers");
        final List<WorkerCounts> workers = new ArrayList<>();
        for (int i = group.count(); i > 0; i--) {
            extent.require(decoder.limit(), least, "worker");
            group.next();
            workers.add(new WorkerCounts(
                    cpu(group.cpu()),
                    group.received(),
                    group.bursts(),
                    group.stalls(),
                    burstTimes(group, extent, decoder),
                    gapTimes(group, extent, decoder)));
        }
        return workers;
    }

    private static int cpu(final long cpu) throws NotUnderstoodException {
        if (cpu > Integer.MAX_VALUE) {
            throw new NotUnderstoodException("no CPU has number " + cpu);
        }
        return (int) cpu;
    }

    private static TimeCounts burstTimes(
            final CountersDecoder.WorkersDecoder worker, final Extent extent, final CountersDecoder decoder)
            throws NotUnderstoodException {
        extent.require(
                decoder.limit(),
                CountersDecoder.WorkersDecoder.BurstTimesDecoder.sbeHeaderSize(),
                "head of burstTimes");
        final CountersDecoder.WorkersDecoder.BurstTimesDecoder group = worker.burstTimes();
        final int block = CountersDecoder.WorkersDecoder.BurstTimesDecoder.sbeBlockLength();
        extent.requireGroup(
                decoder.limit(), group.count(), group.actingBlockLength(), block, block, "group burstTimes");
        final TimeCounts times = new TimeCounts();
        for (int i = group.count(); i > 0; i--) {
            group.next();
            append(times, group.bucket(), group.times());
        }
        return times;
    }

    private static TimeCounts gapTimes(
            final CountersDecoder.WorkersDecoder worker, final Extent extent, final CountersDecoder decoder)
            throws NotUnderstoodException {
        extent.require(
                decoder.limit(), CountersDecoder.WorkersDecoder.GapTimesDecoder.sbeHeaderSize(), "head of gapTimes");
        final CountersDecoder.WorkersDecoder.GapTimesDecoder group = worker.gapTimes();
        final int block = CountersDecoder.WorkersDecoder.GapTimesDecoder.sbeBlockLength();
        extent.requireGroup(decoder.limit(), group.count(), group.actingBlockLength(), block, block, "group gapTimes");
        final TimeCounts times = new TimeCounts();
        for (int i = group.count(); i > 0; i--) {
            group.next();
            append(times, group.bucket(), group.times());
        }
        return times;
    }

    private static void append(final TimeCounts times, final int bucket, final long count)
            throws NotUnderstoodException {
        try {
            times.append(bucket, count);
        } catch (final IllegalArgumentException impossible) {
            throw new NotUnderstoodException(impossible.getMessage());
        }
    }
}
