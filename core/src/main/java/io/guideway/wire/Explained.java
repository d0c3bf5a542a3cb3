package io.guideway.wire;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What would become of a packet.
 *
 * @param id of the {@link Explain} that this answers
 * @param generation number of the generation that says so
 * @param verdict as it would be counted
 * @param service by name, if one was found
 * @param selection what the lookup table says, if it was asked
 * @param tracked what earlier generations and records say
 * @param leaving packets that would leave, in their order
 * @param problem why the question has no answer; empty if it has, and all else means nothing if not
 */
public record Explained(
        long id,
        long generation,
        Verdict verdict,
        Optional<String> service,
        Optional<Selection> selection,
        Tracked tracked,
        List<Departure> leaving,
        String problem)
        implements Answer {

    /** Takes copies. */
    public Explained {
        leaving = List.copyOf(leaving);
    }

    /**
     * What a lookup table said.
     *
     * @param hash of the flow
     * @param slot that it chose, 0 to {@code slots - 1}
     * @param slots of the table
     * @param owner the backend that has the slot
     * @param backend the one that the packet goes to
     */
    public record Selection(long hash, int slot, int slots, IpAddress owner, IpAddress backend) {}

    /**
     * What is known beyond the table.
     *
     * @param movement of the slot
     * @param formerOwner where flows of the slot go that are older than a change of it
     * @param way why the packet goes where it goes
     * @param recorded what is recorded of the flow
     * @param cpu of the worker that recorded it; {@link #NO_CPU} if none has
     */
    public record Tracked(Movement movement, Optional<IpAddress> formerOwner, Way way, Recorded recorded, int cpu) {
        /** Instead of a CPU. */
        public static final int NO_CPU = -1;

        /** Nothing is known beyond the table. */
        public static final Tracked NOTHING =
                new Tracked(Movement.STILL, Optional.empty(), Way.HASH, Recorded.NONE, NO_CPU);
    }

    /** A packet that would leave, by DPDK's number of the port. */
    public record Departure(int port, Octets frame) {}

    /** What a slot asks for. */
    public enum Movement {
        /** Nothing: the hash alone decides. */
        STILL,
        /** Records, if there are any: no earlier generation has a word any more. */
        RECORDS_ONLY,
        /** Records, and for older flows the owner before a change. */
        MOVING
    }

    /** Why a packet goes where it goes. */
    public enum Way {
        /** By the hash alone, as its slot asks for nothing. */
        HASH,
        /** To the slot's owner, as it begins a flow or nothing speaks against it. */
        SLOT,
        /** By its flow's record. */
        RECORD,
        /** By a record of another node. */
        PEER_RECORD,
        /** Where the slot's flows went before a change, as it is older than that. */
        FORMER_OWNER,
        /** To the slot's owner, as the backend of its record serves no more. */
        GONE,
        /** By its QUIC connection id. */
        CONNECTION_ID
    }

    /** What is recorded of a flow. */
    public enum Recorded {
        /** Nothing. */
        NONE,
        /** Its first packet. */
        EMBRYONIC,
        /** More than its first packet. */
        CONFIRMED,
        /** That another node knows it. */
        BY_PEER
    }

    /** There is no answer, and why. */
    public static Explained not(final long id, final long generation, final String problem) {
        return new Explained(
                id,
                generation,
                Verdict.RUNT_FRAME,
                Optional.empty(),
                Optional.empty(),
                Tracked.NOTHING,
                List.of(),
                problem);
    }

    /** The same answer to a question of another number. */
    public Explained numbered(final long other) {
        return new Explained(other, generation, verdict, service, selection, tracked, leaving, problem);
    }
}
