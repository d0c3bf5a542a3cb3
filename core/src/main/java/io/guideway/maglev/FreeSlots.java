package io.guideway.maglev;

import java.util.Arrays;

/**
 * Which slots of a table are still free, one bit each: 8 KiB for 65537 slots, which stay in the nearest cache while the table
 * itself does not. One thread; used again for the next table.
 */
final class FreeSlots {
    private long[] words = {};
    private int used;

    /** All of so many slots are free. */
    void begin(final int slots) {
        used = (slots + Long.SIZE - 1) / Long.SIZE;
        if (words.length < used) {
            words = new long[used];
        }
        Arrays.fill(words, 0, used, -1L);
        words[used - 1] = -1L >>> -slots;
    }

    /** 1 if the slot is free, otherwise 0. */
    int count(final int slot) {
        return (int) (words[slot >>> 6] >>> slot) & 1;
    }

    /** Takes a free slot. */
    void take(final int slot) {
        words[slot >>> 6] &= ~(1L << slot);
    }

    /** Writes the free slots, ascending, and returns how many there are. */
    int list(final int[] into) {
        int listed = 0;
        for (int i = 0; i < used; i++) {
            for (long word = words[i]; word != 0; word &= word - 1) {
                into[listed++] = i * Long.SIZE + Long.numberOfTrailingZeros(word);
            }
        }
        return listed;
    }
}
