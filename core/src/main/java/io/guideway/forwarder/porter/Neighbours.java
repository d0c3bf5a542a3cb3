package io.guideway.forwarder.porter;

import io.guideway.forward.Hatch;
import io.guideway.packet.IpAddress;
import io.guideway.rewrite.BackendTable;
import io.guideway.rewrite.Route;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * All neighbours that packets go to and whose Ethernet addresses nobody has configured. Who they are follows from the
 * generations; no stranger can add one. What is learned is written into the headers of every generation that is alive. The
 * porter and whoever changes generations meet here; neither holds the lock for long, and no worker takes it.
 */
final class Neighbours implements AutoCloseable {
    private static final int PLACES = 256;

    /** Neighbours that are asked in one look at all of them, so that a thousand new ones are no flood. */
    private static final int MOST_ASKED_AT_ONCE = 128;

    private final Solicitor solicitor;
    private final WaitingRoom room;
    private final Random random = new Random();
    private final List<Neighbour> all = new ArrayList<>();
    private final Deque<Integer> freeNumbers = new ArrayDeque<>();
    private final List<BackendTable> tables = new ArrayList<>();
    private Neighbour[] index = new Neighbour[64];
    private int used;
    private int firstDue;

    /** @param longestFrame octets of the longest frame that a port may receive */
    Neighbours(final Solicitor solicitor, final int longestFrame) {
        this.solicitor = solicitor;
        room = new WaitingRoom(PLACES, longestFrame);
    }

    /** The neighbour with an address on the link of a port; a new one is asked for in the next look. */
    synchronized Neighbour neighbour(final int port, final IpAddress address, final long nowNs) {
        final Neighbour known = find(port, address.high(), address.low());
        if (known != null) {
            return known;
        }
        if (used == index.length) {
            grow();
        }
        if (freeNumbers.isEmpty()) {
            freeNumbers.push(all.size());
            all.add(null);
        }
        final Neighbour added = new Neighbour(freeNumbers.pop(), port, address, nowNs);
        all.set(added.number, added);
        put(added);
        used++;
        return added;
    }

    private void grow() {
        index = new Neighbour[index.length * 2];
        for (final Neighbour one : all) {
            if (one != null) {
                put(one);
            }
        }
    }

    private void put(final Neighbour one) {
        final int place = place(one.port, one.address.high(), one.address.low());
        one.next = index[place];
        index[place] = one;
    }

    private Neighbour find(final int port, final long high, final long low) {
        Neighbour one = index[place(port, high, low)];
        while (one != null && !(one.port == port && one.address.low() == low && one.address.high() == high)) {
            one = one.next;
        }
        return one;
    }

    private int place(final int port, final long high, final long low) {
        final long mixed = (high * 0x9E37_79B9_7F4A_7C15L + low + port) * 0xC2B2_AE3D_27D4_EB4FL;
        return (int) (mixed >>> 32) & index.length - 1;
    }

    /** Headers that workers will use: from now on they are told what is learned, and first what is known. */
    synchronized void enter(final BackendTable table) {
        tables.add(table);
        for (final int number : table.neighbours()) {
            final Neighbour one = all.get(number);
            one.users++;
            table.resolve(number, one.mac());
        }
        forgetUnused();
    }

    /** Headers that nobody uses any more. */
    synchronized void leave(final BackendTable table) {
        if (tables.remove(table)) {
            for (final int number : table.neighbours()) {
                all.get(number).users--;
            }
            forgetUnused();
        }
    }

    private void forgetUnused() {
        for (int number = 0; number < all.size(); number++) {
            final Neighbour one = all.get(number);
            if (one != null && one.users == 0 && release(one)) {
                remove(one);
                all.set(number, null);
                freeNumbers.push(number);
                used--;
            }
        }
    }

    private void remove(final Neighbour gone) {
        final int place = place(gone.port, gone.address.high(), gone.address.low());
        Neighbour one = index[place];
        if (one == gone) {
            index[place] = gone.next;
            return;
        }
        while (one.next != gone) {
            one = one.next;
        }
        one.next = gone.next;
    }

    /** Asks whom it is time to ask; to be called a few times a second. */
    synchronized void tick(final long nowNs) {
        int questions = 0;
        for (int i = 0; i < all.size() && questions < MOST_ASKED_AT_ONCE; i++) {
            firstDue = firstDue + 1 < all.size() ? firstDue + 1 : 0;
            final Neighbour one = all.get(firstDue);
            if (one != null && one.isDue(nowNs)) {
                ask(one, one.act(nowNs));
                questions++;
            }
            if (one != null && one.isKnown()) {
                release(one); // who found the hatch full when the answer came
            }
        }
    }

    private void ask(final Neighbour one, final Neighbour.Task task) {
        switch (task) {
            case NOTHING -> {
                // Not yet.
            }
            case ASK_IT -> solicitor.ask(one.port, one.address, one.mac());
            case ASK_ALL -> solicitor.ask(one.port, one.address, Route.UNRESOLVED);
            case GIVE_UP -> {
                publish(one);
                release(one);
                solicitor.ask(one.port, one.address, Route.UNRESOLVED);
            }
        }
    }

    private void publish(final Neighbour one) {
        for (int i = 0; i < tables.size(); i++) {
            tables.get(i).resolve(one.number, one.mac());
        }
    }

    /**
     * A station has told its Ethernet address. Of strangers nothing is kept.
     *
     * @param isAnswer whether we have asked, as far as the frame tells
     */
    synchronized void learn(
            final int port, final long high, final long low, final long mac, final boolean isAnswer, final long nowNs) {
        final Neighbour one = find(port, high, low);
        if (one == null) {
            return;
        }
        final boolean isNew = isAnswer ? one.answered(mac, nowNs, goodNs()) : one.told(mac, nowNs);
        if (isNew) {
            publish(one);
            release(one);
        }
    }

    private long goodNs() {
        return Neighbour.GOOD_NS / 2 + (long) (random.nextDouble() * Neighbour.GOOD_NS);
    }

    /** The Ethernet address of a neighbour; {@link Route#UNRESOLVED} where it is not known, and of strangers. */
    synchronized long mac(final int port, final long high, final long low) {
        final Neighbour one = find(port, high, low);
        return one == null ? Route.UNRESOLVED : one.mac();
    }

    /**
     * A packet waits for a neighbour. Who finds no place, or need not wait any more, goes back to the worker at once, in whose
     * hatch there is room for it.
     */
    synchronized void await(final Hatch hatch, final int port, final int number, final long frame, final int length) {
        final Neighbour one = number < all.size() ? all.get(number) : null;
        if (one != null && !one.isKnown() && one.waitingCount < Neighbour.MOST_WAITING) {
            final int place = room.enter(hatch, port, frame, length);
            if (place != WaitingRoom.NONE) {
                one.waiting[one.waitingCount++] = place;
                return;
            }
        }
        hatch.giveBack(port, frame, length);
    }

    /** Gives back all that waits for one neighbour; says whether all found their way. */
    private boolean release(final Neighbour one) {
        while (one.waitingCount > 0 && room.leave(one.waiting[one.waitingCount - 1])) {
            one.waitingCount--;
        }
        return one.waitingCount == 0;
    }

    /** Gives back all that waits; says whether there was room for all of it. */
    synchronized boolean releaseAll() {
        boolean isEmpty = true;
        for (final Neighbour one : all) {
            isEmpty &= one == null || release(one);
        }
        return isEmpty;
    }

    @Override
    public synchronized void close() {
        room.close();
    }
}
