package io.guideway.wire;

/**
 * The octets of one message. Every length and count is held against it before it is believed, so that nothing is read beyond
 * the message and nothing allocated that the message does not fill, with or without Agrona's bounds checks.
 *
 * @param end position behind the last octet
 */
record Extent(int end) {
    /** Holds a claim of {@code octets} from {@code at} on against what is there. */
    void require(final int at, final long octets, final String what) throws NotUnderstoodException {
        if (octets > end - at) {
            throw new NotUnderstoodException("%s takes %d octets and %d are left".formatted(what, octets, end - at));
        }
    }

    /**
     * Holds a group against what is there; its header has been read.
     *
     * @param at where its first entry begins
     * @param count entries, unsigned
     * @param block octets of an entry's fields of fixed length, as the header has it
     * @param expected the same as the schema has it
     * @param least octets of the shortest entry
     */
    void requireGroup(
            final int at, final int count, final int block, final int expected, final int least, final String what)
            throws NotUnderstoodException {
        if (block != expected) {
            throw new NotUnderstoodException(
                    "entries of %s have blocks of %d octets here and %d there".formatted(what, expected, block));
        }
        require(at, Integer.toUnsignedLong(count) * least, what);
    }

    /** Holds that the message ends at {@code at}. */
    void requireEnd(final int at) throws NotUnderstoodException {
        if (at != end) {
            throw new NotUnderstoodException("%d octets follow its end".formatted(end - at));
        }
    }
}
