package io.guideway.wire;

import io.guideway.packet.Verdict;
import io.guideway.stats.TimeCounts;
import io.guideway.wire.sbe.AdoptedEncoder;
import io.guideway.wire.sbe.CountersEncoder;
import io.guideway.wire.sbe.HelloAnswerEncoder;
import io.guideway.wire.sbe.HelloEncoder;
import io.guideway.wire.sbe.MessageHeaderEncoder;
import io.guideway.wire.sbe.PingEncoder;
import io.guideway.wire.sbe.PongEncoder;
import io.guideway.wire.sbe.RefusedEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.agrona.MutableDirectBuffer;

/** Messages to octets. One thread; {@link Counters}, which go out every second, are encoded without garbage. */
final class MessageEncoder {
    /** Octets of the longest reason: with more, a refusal would no longer fit one frame. */
    static final int LONGEST_REASON = 4096;

    private static final byte[][] VERDICTS = Arrays.stream(Verdict.values())
            .map(verdict -> verdict.text().getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final GenerationWriter generation = new GenerationWriter();
    private final DropsWriter drops = new DropsWriter();
    private final CaptureWriter capture = new CaptureWriter();
    private final ExplainWriter explain = new ExplainWriter();
    private final HelloEncoder hello = new HelloEncoder();
    private final PingEncoder ping = new PingEncoder();
    private final HelloAnswerEncoder helloAnswer = new HelloAnswerEncoder();
    private final AdoptedEncoder adopted = new AdoptedEncoder();
    private final RefusedEncoder refused = new RefusedEncoder();
    private final CountersEncoder counters = new CountersEncoder();
    private final PongEncoder pong = new PongEncoder();

    /** Writes a message, header first, to the beginning of a buffer that grows; returns its octets. */
    int encode(final Message message, final MutableDirectBuffer buffer) {
        return switch (message) {
            case Hello m -> hello(m, buffer);
            case NewGeneration m -> generation.write(m, buffer, header);
            case Ping m -> ping.wrapAndApplyHeader(buffer, 0, header).id(m.id()).limit();
            case HelloAnswer m -> helloAnswer(m, buffer);
            case Adopted m -> adopted(m, buffer);
            case Refused m -> refused(m, buffer);
            case Counters m -> counters(m, buffer);
            case AskDrops m -> drops.write(m, buffer, header);
            case Drops m -> drops.write(m, buffer, header);
            case AskCapture m -> capture.write(m, buffer, header);
            case CaptureState m -> capture.write(m, buffer, header);
            case Explain m -> explain.write(m, buffer, header);
            case Explained m -> explain.write(m, buffer, header);
            case Pong m -> pong.wrapAndApplyHeader(buffer, 0, header).id(m.id()).limit();
        };
    }

    private int hello(final Hello message, final MutableDirectBuffer buffer) {
        final byte[] name = Text.checkName(message.name());
        return hello.wrapAndApplyHeader(buffer, 0, header)
                .schemaVersion(message.schemaVersion())
                .instance(message.instance())
                .putName(name, 0, name.length)
                .limit();
    }

    private int helloAnswer(final HelloAnswer message, final MutableDirectBuffer buffer) {
        helloAnswer
                .wrapAndApplyHeader(buffer, 0, header)
                .schemaVersion(message.schemaVersion())
                .instance(message.instance())
                .generation(message.generation())
                .startTimeMs(message.startTimeMs());
        helloAnswer.digest().high(message.digest().high()).low(message.digest().low());
        return helloAnswer.limit();
    }

    private int adopted(final Adopted message, final MutableDirectBuffer buffer) {
        adopted.wrapAndApplyHeader(buffer, 0, header)
                .generation(message.generation())
                .durationNs(message.durationNs());
        adopted.digest().high(message.digest().high()).low(message.digest().low());
        return adopted.limit();
    }

    private int refused(final Refused message, final MutableDirectBuffer buffer) {
        final byte[] reason = Text.cut(message.reason(), LONGEST_REASON);
        return refused.wrapAndApplyHeader(buffer, 0, header)
                .generation(message.generation())
                .templateId(message.template())
                .cause(Codes.of(message.cause()))
                .putReason(reason, 0, reason.length)
                .limit();
    }

    private void flows(final FlowCounts flows) {
        counters.bySlot(flows.bySlot())
                .byRecord(flows.byRecord())
                .byPeerRecord(flows.byPeerRecord())
                .byOldOwner(flows.byOldOwner())
                .byGone(flows.byGone())
                .embryonic(flows.embryonic())
                .confirmed(flows.confirmed())
                .evicted(flows.evicted())
                .refused(flows.refused())
                .ofPeers(flows.ofPeers())
                .movingSlots(flows.movingSlots())
                .oldestSeconds(flows.oldestSeconds())
                .byConnectionId(flows.byConnectionId())
                .quicShort(flows.quicShort())
                .quicConfig(flows.quicConfig())
                .quicServer(flows.quicServer());
    }

    private void tier(final Optional<TierState> tier) {
        final TierState state = tier.orElse(TierState.NONE);
        counters.tier(Codes.of(tier))
                .destinations(state.destinations())
                .connected(state.connected())
                .unsent(state.unsent())
                .dropped(state.dropped());
    }

    private void peers(final List<TierState.PeerState> peers) {
        final CountersEncoder.PeersEncoder encoder = counters.peersCount(peers.size());
        for (int i = 0; i < peers.size(); i++) {
            final TierState.PeerState peer = peers.get(i);
            final byte[] name = Text.cut(peer.name(), Text.LONGEST_NAME);
            encoder.next()
                    .believed(Codes.of(peer.isBelieved()))
                    .complete(Codes.of(peer.isComplete()))
                    .incompleteMs(peer.incompleteMs())
                    .records(peer.records())
                    .lost(peer.lost())
                    .silentMs(peer.silentMs())
                    .putName(name, 0, name.length);
        }
    }

    private int counters(final Counters message, final MutableDirectBuffer buffer) {
        counters.wrapAndApplyHeader(buffer, 0, header)
                .generation(message.generation())
                .received(message.received());
        flows(message.flows());
        tier(message.tier());
        final long[] services = message.services();
        final CountersEncoder.ServicesEncoder service = counters.servicesCount(services.length / Counters.COLUMNS);
        for (int i = 0; i < services.length; i += Counters.COLUMNS) {
            service.next().packets(services[i]).octets(services[i + 1]);
        }
        final long[] backends = message.backends();
        final CountersEncoder.BackendsEncoder backend = counters.backendsCount(backends.length / Counters.COLUMNS);
        for (int i = 0; i < backends.length; i += Counters.COLUMNS) {
            backend.next().packets(backends[i]).octets(backends[i + 1]);
        }
        final CountersEncoder.VerdictsEncoder verdict = counters.verdictsCount(VERDICTS.length);
        for (int i = 0; i < VERDICTS.length; i++) {
            verdict.next().packets(message.verdicts()[i]).putVerdict(VERDICTS[i], 0, VERDICTS[i].length);
        }
        workers(message.workers());
        peers(message.tier().orElse(TierState.NONE).peers());
        return counters.limit();
    }

    private void workers(final List<WorkerCounts> workers) {
        final CountersEncoder.WorkersEncoder worker = counters.workersCount(workers.size());
        for (int i = 0; i < workers.size(); i++) {
            final WorkerCounts counts = workers.get(i);
            worker.next()
                    .cpu(counts.cpu())
                    .received(counts.received())
                    .bursts(counts.bursts())
                    .stalls(counts.stalls());
            final TimeCounts bursts = counts.burstTimes();
            final CountersEncoder.WorkersEncoder.BurstTimesEncoder burst = worker.burstTimesCount(bursts.size());
            for (int j = 0; j < bursts.size(); j++) {
                burst.next().bucket(bursts.bucket(j)).times(bursts.count(j));
            }
            final TimeCounts gaps = counts.gapTimes();
            final CountersEncoder.WorkersEncoder.GapTimesEncoder gap = worker.gapTimesCount(gaps.size());
            for (int j = 0; j < gaps.size(); j++) {
                gap.next().bucket(gaps.bucket(j)).times(gaps.count(j));
            }
        }
    }
}
