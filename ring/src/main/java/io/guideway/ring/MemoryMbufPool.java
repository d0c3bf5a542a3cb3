package io.guideway.ring;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * mbufs in plain process memory, for tests and benchmarks. Before and behind each buffer lies memory that nobody may touch,
 * and {@link #packet} puts a frame's last octet at the end of its buffer, so that under {@code -Dguideway.checks=true} a
 * read beyond the packet throws instead of finding its neighbour. One thread.
 * <pre>
 *  | struct rte_mbuf | red zone | headroom, data, tailroom | red zone | struct rte_mbuf | ...
 * </pre>
 */
public final class MemoryMbufPool implements MbufPool {
    private static final int RED_ZONE = 64;
    private static final int BUFFER = Mbuf.SIZE + RED_ZONE; // from an mbuf to its buffer

    private final int bufferLength;
    private final long stride;
    private final NativeBlock block;
    private final long[] spare;
    private final boolean[] out;
    private int spares;

    /**
     * @param mbufs how many
     * @param dataRoom octets for data and tailroom in each, beside {@link Mbuf#HEADROOM}; at most 65407
     */
    public MemoryMbufPool(final int mbufs, final int dataRoom) {
        bufferLength = Mbuf.HEADROOM + dataRoom;
        if (mbufs < 1 || dataRoom < 0 || dataRoom > 0xFFFF - Mbuf.HEADROOM) {
            throw new IllegalArgumentException(
                    "%d mbufs with a data room of %d octets; give at least 1 mbuf and 0 to %d octets"
                            .formatted(mbufs, dataRoom, 0xFFFF - Mbuf.HEADROOM));
        }
        final int unaligned = BUFFER + bufferLength + RED_ZONE;
        stride = unaligned + NativeBlock.ALIGNMENT - 1 & -NativeBlock.ALIGNMENT;
        block = new NativeBlock(stride * mbufs);
        spare = new long[mbufs];
        out = new boolean[mbufs];
        KnownMemory.remove(block.address(), block.size());
        KnownMemory.addEach(block.address(), stride, mbufs, Mbuf.SIZE);
        KnownMemory.addEach(block.address() + BUFFER, stride, mbufs, bufferLength);
        for (int i = mbufs - 1; i >= 0; i--) {
            spare[spares++] = block.address() + i * stride;
        }
    }

    @Override
    public boolean allocate(final long mbufs, final int count) {
        if (count > spares) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            Mem.i64(mbufs + 8L * i, take());
        }
        return true;
    }

    /**
     * A packet with the given content, its last octet the last of its buffer.
     *
     * @return the mbuf
     * @throws IllegalStateException if the pool is empty
     */
    public long packet(final byte[] frame) {
        if (frame.length > bufferLength - Mbuf.HEADROOM || spares == 0) {
            throw new IllegalStateException("no mbuf for %d octets: %d free mbufs with a data room of %d"
                    .formatted(frame.length, spares, bufferLength - Mbuf.HEADROOM));
        }
        final long mbuf = take();
        Mbuf.place(mbuf, bufferLength - frame.length, frame.length);
        Mem.put(Mbuf.data(mbuf), frame);
        return mbuf;
    }

    /**
     * The same in two segments, as drivers deliver what exceeds their buffers.
     *
     * @param firstLength octets of the first segment; if they are all, there is one segment
     */
    public long packet(final byte[] frame, final int firstLength) {
        final long mbuf = packet(Arrays.copyOf(frame, firstLength));
        if (firstLength < frame.length) {
            Mbuf.append(mbuf, packet(Arrays.copyOfRange(frame, firstLength, frame.length)));
        }
        return mbuf;
    }

    /** The content of a packet, all segments in a row. */
    public static byte[] content(final long mbuf) {
        final ByteBuffer content = ByteBuffer.allocate(Mbuf.packetLength(mbuf));
        for (long segment = mbuf; segment != 0; segment = Mbuf.next(segment)) {
            content.put(Mem.get(Mbuf.data(segment), Mbuf.dataLength(segment)));
        }
        return content.array();
    }

    @Override
    public void free(final long mbufs, final int count) {
        for (int i = 0; i < count; i++) {
            long segment = Mem.i64(mbufs + 8L * i);
            do {
                giveBack(segment);
                segment = Mbuf.next(segment);
            } while (segment != 0);
        }
    }

    private void giveBack(final long mbuf) {
        final int index = index(mbuf);
        if (!out[index]) {
            throw new IllegalStateException("mbuf %d was given back twice".formatted(index));
        }
        out[index] = false;
        spare[spares++] = mbuf;
    }

    private long take() {
        final long mbuf = spare[--spares];
        out[index(mbuf)] = true;
        Mbuf.init(mbuf, mbuf + BUFFER, bufferLength, Mbuf.HEADROOM, 0);
        return mbuf;
    }

    private int index(final long mbuf) {
        final long offset = mbuf - block.address();
        if (offset < 0 || offset >= block.size() || offset % stride != 0) {
            throw new IllegalArgumentException("0x%x is no mbuf of this pool".formatted(mbuf));
        }
        return (int) (offset / stride);
    }

    @Override
    public int inUse() {
        return spare.length - spares;
    }

    @Override
    public int size() {
        return spare.length;
    }

    @Override
    public void close() {
        block.close();
    }
}
