package io.guideway.ring;

/**
 * mbufs in plain process memory, for tests and benchmarks. Between two buffers lies memory that nobody may touch, and
 * {@link #packet} puts a frame's last octet at the end of its buffer, so that under {@code -Dguideway.checks=true} a read
 * beyond the packet throws instead of finding its neighbour. One thread.
 */
public final class MemoryMbufPool implements MbufPool {
    private static final int RED_ZONE = 64;

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
        if (mbufs < 1 || dataRoom < 0 || bufferLength > 0xFFFF) {
            throw new IllegalArgumentException(
                    "%d mbufs with a data room of %d octets; give at least 1 mbuf and 0 to %d octets"
                            .formatted(mbufs, dataRoom, 0xFFFF - Mbuf.HEADROOM));
        }
        stride = Mbuf.SIZE + bufferLength + 2 * RED_ZONE & -NativeBlock.ALIGNMENT;
        block = new NativeBlock(stride * mbufs);
        spare = new long[mbufs];
        out = new boolean[mbufs];
        KnownMemory.remove(block.address());
        for (int i = mbufs - 1; i >= 0; i--) {
            final long mbuf = block.address() + i * stride;
            KnownMemory.add(mbuf, Mbuf.SIZE);
            KnownMemory.add(mbuf + Mbuf.SIZE, bufferLength);
            spare[spares++] = mbuf;
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

    @Override
    public void free(final long mbufs, final int count) {
        for (int i = 0; i < count; i++) {
            final long mbuf = Mem.i64(mbufs + 8L * i);
            final int index = (int) ((mbuf - block.address()) / stride);
            if (!out[index]) {
                throw new IllegalStateException("mbuf %d was given back twice".formatted(index));
            }
            out[index] = false;
            spare[spares++] = mbuf;
        }
    }

    private long take() {
        final long mbuf = spare[--spares];
        out[(int) ((mbuf - block.address()) / stride)] = true;
        Mbuf.init(mbuf, mbuf + Mbuf.SIZE, bufferLength, Mbuf.HEADROOM, 0);
        return mbuf;
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
        for (int i = 0; i < spare.length; i++) {
            KnownMemory.remove(block.address() + i * stride);
            KnownMemory.remove(block.address() + i * stride + Mbuf.SIZE);
        }
        block.close();
    }
}
