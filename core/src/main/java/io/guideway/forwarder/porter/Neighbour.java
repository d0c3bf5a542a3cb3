package io.guideway.forwarder.porter;

import io.guideway.packet.IpAddress;
import io.guideway.rewrite.Route;
import java.util.concurrent.TimeUnit;

/**
 * A station of a link to which packets go, and what is known of its Ethernet address (RFC 4861, section 7.3.2, for both families:
 * RFC 1122, section 2.3.2.1 asks the same of ARP). It is asked for until it answers; when it has not been heard for a while it is
 * asked itself whether it is still there, and then everybody; only who answers none of that is forgotten.
 */
final class Neighbour {
    /** Packets that wait for one neighbour. */
    static final int MOST_WAITING = 4;

    /** Between two questions (RFC 4861, section 10: RETRANS_TIMER). */
    static final long ASK_NS = TimeUnit.SECONDS.toNanos(1);

    /** Between two questions for one that has not answered the first ones. */
    static final long ASK_SELDOM_NS = TimeUnit.SECONDS.toNanos(5);

    /** For how long an answer is good, half of it to one and a half (REACHABLE_TIME). */
    static final long GOOD_NS = TimeUnit.SECONDS.toNanos(30);

    /** Questions of each kind (MAX_UNICAST_SOLICIT, MAX_MULTICAST_SOLICIT). */
    static final int MOST_ASKED = 3;

    final int number;
    final int port;
    final IpAddress address;
    final int[] waiting = new int[MOST_WAITING];
    int waitingCount;

    /** Of the tables that are in use, those that lead to it. */
    int users;

    /** The next one with the same place in the index. */
    Neighbour next;

    private long mac = Route.UNRESOLVED;
    private int asked;
    private long dueNs;

    /** What is to be done for a neighbour. */
    enum Task {
        NOTHING,
        /** Ask the whole link. */
        ASK_ALL,
        /** Ask the neighbour at the address that is known. */
        ASK_IT,
        /** Ask the whole link; nothing is known any more, or never was, and what waits has waited long enough. */
        GIVE_UP
    }

    /** One that is not known, to be asked for now. */
    Neighbour(final int number, final int port, final IpAddress address, final long nowNs) {
        this.number = number;
        this.port = port;
        this.address = address;
        dueNs = nowNs;
    }

    /** Its Ethernet address, or {@link Route#UNRESOLVED}. */
    long mac() {
        return mac;
    }

    boolean isKnown() {
        return mac != Route.UNRESOLVED;
    }

    boolean isDue(final long nowNs) {
        return nowNs - dueNs >= 0;
    }

    /** What to do at this moment, which is done then. */
    Task act(final long nowNs) {
        if (!isDue(nowNs)) {
            return Task.NOTHING;
        }
        asked++;
        dueNs = nowNs + ASK_NS;
        if (isKnown()) {
            if (asked <= 2 * MOST_ASKED) {
                return asked <= MOST_ASKED ? Task.ASK_IT : Task.ASK_ALL;
            }
            mac = Route.UNRESOLVED;
            asked = 1;
            return Task.GIVE_UP;
        }
        if (asked <= MOST_ASKED) {
            return Task.ASK_ALL;
        }
        dueNs = nowNs + ASK_SELDOM_NS;
        return Task.GIVE_UP;
    }

    /**
     * It has answered a question of ours.
     *
     * @param goodNs for how long that is good
     * @return whether its Ethernet address is another one than before
     */
    boolean answered(final long newMac, final long nowNs, final long goodNs) {
        asked = 0;
        dueNs = nowNs + goodNs;
        return set(newMac);
    }

    /**
     * It, or somebody in its name, has told its address unasked: it is believed, and soon asked.
     *
     * @return whether its Ethernet address is another one than before
     */
    boolean told(final long newMac, final long nowNs) {
        final boolean isNew = set(newMac);
        if (isNew) {
            asked = 0;
            dueNs = nowNs;
        }
        return isNew;
    }

    private boolean set(final long newMac) {
        final boolean isNew = mac != newMac;
        mac = newMac;
        return isNew;
    }
}
