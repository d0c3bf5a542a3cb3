package io.guideway.forward;

import io.guideway.packet.Verdict;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;

/**
 * The columns for one burst: what the stages learn about packet {@code i} stands at index {@code i} of each. A column
 * holds good values only where the stage that writes it has run and {@link #verdict} was then still {@link #FORWARD}.
 * Belongs to one worker.
 */
public final class Batch implements AutoCloseable {
    /** Most packets in one burst. */
    public static final int CAPACITY = 64;

    /** In {@link #verdict}: nothing speaks against sending the packet on. */
    public static final int FORWARD = Verdict.FORWARDED.ordinal();

    /** In {@link #service}, {@link #slot} and {@link #backend}: none was found. */
    public static final int NONE = -1;

    /** In {@link #kind}: the IP protocol number. */
    static final int PROTOCOL = 0xFF;

    /** In {@link #kind}: an IPv6 packet, not an IPv4 one. */
    static final int IPV6 = 0x100;

    /** In {@link #kind}: a fragment, of which the transport header may be missing. */
    static final int FRAGMENT = 0x200;

    private final NativeBlock pointers = new NativeBlock(8L * CAPACITY);

    /** Native address of the mbuf pointers of the burst. */
    public final long mbufs = pointers.address();

    /** Ordinal of the {@link Verdict} so far. */
    public final int[] verdict = new int[CAPACITY];

    /** Octets of the frame as received. */
    public final int[] length = new int[CAPACITY];

    /** Octets of the link header, tags included. */
    final int[] linkLength = new int[CAPACITY];

    /** Native address of the IP header. */
    final long[] network = new long[CAPACITY];

    /** Octets of the IP packet, header included. */
    final int[] networkLength = new int[CAPACITY];

    /** Protocol number and the flags {@link #IPV6} and {@link #FRAGMENT}. */
    final int[] kind = new int[CAPACITY];

    /** Native address of the TCP or UDP header. */
    final long[] transport = new long[CAPACITY];

    /** Index of the service in its generation. */
    public final int[] service = new int[CAPACITY];

    /** The keyed hash of the flow. */
    final long[] hash = new long[CAPACITY];

    /** The slot of the service's lookup table that the flow's hash chose. */
    public final int[] slot = new int[CAPACITY];

    /** Index of the backend among all backends of the generation. */
    public final int[] backend = new int[CAPACITY];

    /** The mbuf of packet {@code i}. */
    long mbuf(final int i) {
        return Mem.i64(mbufs + 8L * i);
    }

    @Override
    public void close() {
        pointers.close();
    }
}
