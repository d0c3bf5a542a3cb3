package io.guideway.forwarder;

import io.guideway.flow.FlowHash;
import io.guideway.flow.RecordLimits;
import io.guideway.flow.RecordTable;
import io.guideway.forward.Batch;
import io.guideway.forward.Choice;
import io.guideway.forward.ServiceTable;
import io.guideway.forward.View;
import io.guideway.packet.IpAddress;
import io.guideway.service.Generation;
import io.guideway.service.Tracking;
import io.guideway.wire.Explain;
import io.guideway.wire.Explained;
import io.guideway.wire.Explained.Movement;
import io.guideway.wire.Explained.Recorded;
import io.guideway.wire.Explained.Selection;
import io.guideway.wire.Explained.Tracked;
import io.guideway.wire.Explained.Way;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Says what would become of a packet, and why: by a {@link Trial} with the generation in use. Nothing is changed by it: records
 * of real workers are only looked up, and what the trial would record goes into a table that is thrown away. One thread at a
 * time, while nobody closes what it looks at.
 */
final class Explainer {
    /** A record or none. */
    private static final RecordLimits FEW = new RecordLimits(8, 5, 5, 1);

    private static final long ANY_SEED = 0;
    private static final long ANY_SOURCE = 0;
    private static final int MAC_OCTETS = 6;

    private final FlowHash hash;
    private final List<Gate> gates;

    /**
     * @param hash keyed with the tier's seed
     * @param gates in the order of the ports
     */
    Explainer(final FlowHash hash, final List<Gate> gates) {
        this.hash = hash;
        this.gates = List.copyOf(gates);
    }

    /**
     * What records there are to be looked up.
     *
     * @param flows of the workers
     * @param cpus of the workers, in the same order
     */
    record Memory(FlowStore flows, List<Integer> cpus) {}

    /** A record of the flow that a worker has. */
    private record Found(long flow, int record, int cpu) {}

    /**
     * Answers a question.
     *
     * @param memory empty where nothing is recorded; the tracking is inactive then
     */
    Explained explain(
            final Explain question,
            final ServiceTable services,
            final Tracking tracking,
            final Optional<Memory> memory) {
        final Generation generation = services.generation();
        final int arrival = arrival(question.port());
        if (arrival < 0) {
            return Explained.not(
                    question.id(),
                    generation.number(),
                    "there is no port %d; name one of %s"
                            .formatted(
                                    question.port(),
                                    gates.stream().map(Gate::id).toList()));
        }
        final byte[] frame = frame(question, gates.get(arrival));
        final Trial hashed = attempt(frame, arrival, services, tracking, memory, Optional.empty());
        final OptionalLong flow = flow(hashed, generation, tracking);
        final Optional<Found> found =
                flow.isPresent() ? memory.flatMap(m -> recorded(flow.getAsLong(), m)) : Optional.empty();
        final Trial trial = found.isEmpty() ? hashed : attempt(frame, arrival, services, tracking, memory, found);
        return new Explained(
                question.id(),
                generation.number(),
                trial.verdict(),
                trial.service() == Batch.NONE
                        ? Optional.empty()
                        : Optional.of(generation.services().get(trial.service()).name()),
                selection(trial, generation),
                tracked(trial, generation, tracking, found),
                trial.leaving(),
                "");
    }

    private int arrival(final int port) {
        return port == Explain.FIRST_PORT
                ? 0
                : gates.stream().map(Gate::id).toList().indexOf(port);
    }

    private static byte[] frame(final Explain question, final Gate gate) {
        final byte[] frame = question.frame().bytes().clone();
        if (!question.isAddressed() && frame.length >= MAC_OCTETS) {
            for (int i = 0; i < MAC_OCTETS; i++) {
                frame[i] = (byte) (gate.mac() >>> Byte.SIZE * (MAC_OCTETS - 1 - i));
            }
        }
        return frame;
    }

    private Trial attempt(
            final byte[] frame,
            final int arrival,
            final ServiceTable services,
            final Tracking tracking,
            final Optional<Memory> memory,
            final Optional<Found> found) {
        try (RecordTable records = new RecordTable(FEW, ANY_SEED, ANY_SEED);
                View view = new View(services, tracking)) {
            found.ifPresent(
                    one -> copy(one, records, memory.orElseThrow().flows().now()));
            return Trial.of(
                    frame, gates, arrival, hash, view, memory.map(m -> m.flows().apart(records)));
        }
    }

    private static void copy(final Found found, final RecordTable records, final int now) {
        final int backend = RecordTable.backend(found.record());
        if (RecordTable.isConfirmed(found.record())) {
            records.insertConfirmed(found.flow(), backend, 0, now);
        } else {
            records.insert(found.flow(), backend, ANY_SOURCE, now);
        }
    }

    /** The key of the flow's record, if its slot asks for records. */
    private static OptionalLong flow(final Trial trial, final Generation generation, final Tracking tracking) {
        return code(trial, generation, tracking) == Tracking.STILL
                ? OptionalLong.empty()
                : OptionalLong.of(trial.hash() ^ Tracking.key(tracking.of(trial.service())));
    }

    /** What the slot asks for, as {@link Tracking#code} tells. */
    private static int code(final Trial trial, final Generation generation, final Tracking tracking) {
        if (trial.slot() == Batch.NONE || !tracking.isActive() || tracking.of(trial.service()) == Tracking.NOTHING) {
            return Tracking.STILL;
        }
        return Tracking.code(tracking.of(trial.service()), trial.slot(), owner(trial, generation));
    }

    /** Index in the service's list of the backend that has the slot. */
    private static int owner(final Trial trial, final Generation generation) {
        return generation.placeOfOwner(trial.part(), trial.slot());
    }

    /** A flow's packets come to one worker, so what another one remembers of it is older at the best. */
    private static Optional<Found> recorded(final long flow, final Memory memory) {
        final List<RecordTable> tables = memory.flows().tables();
        for (int i = 0; i < tables.size(); i++) {
            final int record = tables.get(i).peek(flow, memory.flows().now());
            if (record != RecordTable.NONE) {
                return Optional.of(new Found(flow, record, memory.cpus().get(i)));
            }
        }
        return Optional.empty();
    }

    private static Optional<Selection> selection(final Trial trial, final Generation generation) {
        if (trial.slot() == Batch.NONE) {
            return Optional.empty();
        }
        final IpAddress owner =
                generation.backend(generation.owner(trial.part(), trial.slot())).address();
        return Optional.of(new Selection(
                trial.hash(),
                trial.slot(),
                generation.tableSlots(trial.part()),
                owner,
                trial.backend() == Batch.NONE
                        ? owner
                        : generation.backend(trial.backend()).address()));
    }

    private static Tracked tracked(
            final Trial trial, final Generation generation, final Tracking tracking, final Optional<Found> found) {
        final int code = code(trial, generation, tracking);
        final Movement movement = movement(code, trial, generation);
        return new Tracked(
                movement,
                movement == Movement.MOVING
                        ? Optional.of(generation
                                .backend(generation.backends().first(trial.service()) + code)
                                .address())
                        : Optional.empty(),
                trial.choice().map(Explainer::way).orElse(Way.HASH),
                found.map(Explainer::state)
                        .orElse(
                                trial.choice().equals(Optional.of(Choice.PEER_RECORD))
                                        ? Recorded.BY_PEER
                                        : Recorded.NONE),
                found.map(Found::cpu).orElse(Tracked.NO_CPU));
    }

    private static Movement movement(final int code, final Trial trial, final Generation generation) {
        if (code == Tracking.STILL) {
            return Movement.STILL;
        }
        final boolean isOwners = code == Tracking.RECORDS_ONLY || code == owner(trial, generation);
        return isOwners ? Movement.RECORDS_ONLY : Movement.MOVING;
    }

    private static Recorded state(final Found found) {
        return RecordTable.isConfirmed(found.record()) ? Recorded.CONFIRMED : Recorded.EMBRYONIC;
    }

    private static Way way(final Choice choice) {
        return switch (choice) {
            case RECORD -> Way.RECORD;
            case PEER_RECORD -> Way.PEER_RECORD;
            case OLD_OWNER -> Way.FORMER_OWNER;
            case SLOT -> Way.SLOT;
            case GONE -> Way.GONE;
            case QUIC -> Way.CONNECTION_ID;
            case QUIC_SHORT, QUIC_CONFIG, QUIC_SERVER -> Way.HASH;
        };
    }
}
