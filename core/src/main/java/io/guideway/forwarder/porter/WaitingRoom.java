package io.guideway.forwarder.porter;

import io.guideway.forward.Hatch;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;

/**
 * A fixed number of places for packets that wait for the Ethernet address of a neighbour. Each goes back to the worker that
 * brought it: its flow's record is there. One thread.
 */
final class WaitingRoom implements AutoCloseable {
    static final int NONE = -1;

    private final int frameRoom;
    private final NativeBlock frames;
    private final int[] lengths;
    private final int[] ports;
    private final Hatch[] hatches;
    private final int[] free;
    private int freeCount;

    /**
     * @param places packets in all
     * @param frameRoom octets of the longest frame
     */
    WaitingRoom(final int places, final int frameRoom) {
        this.frameRoom = frameRoom;
        frames = new NativeBlock((long) places * frameRoom);
        lengths = new int[places];
        ports = new int[places];
        hatches = new Hatch[places];
        free = new int[places];
        for (int i = 0; i < places; i++) {
            free[freeCount++] = i;
        }
    }

    /** Takes a copy of a frame; returns its place, or {@link #NONE} if there is none. */
    int enter(final Hatch hatch, final int port, final long frame, final int length) {
        if (freeCount == 0 || length > frameRoom) {
            return NONE;
        }
        final int place = free[--freeCount];
        Mem.copy(frame, frame(place), length);
        lengths[place] = length;
        ports[place] = port;
        hatches[place] = hatch;
        return place;
    }

    /** Gives a frame back to its worker; says whether there was room for it, and if not, it is still here. */
    boolean leave(final int place) {
        final boolean gone = hatches[place].giveBack(ports[place], frame(place), lengths[place]);
        if (gone) {
            hatches[place] = null;
            free[freeCount++] = place;
        }
        return gone;
    }

    private long frame(final int place) {
        return frames.address() + (long) place * frameRoom;
    }

    @Override
    public void close() {
        frames.close();
    }
}
