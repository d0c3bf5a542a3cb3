package io.guideway.ring;

/** A fixed number of mbufs. Any thread may ask; {@link #allocate} and {@link #free} come from a worker or set-up thread. */
public interface MbufPool extends AutoCloseable {
    /**
     * Takes {@code count} mbufs of one empty segment, all or none.
     *
     * @param mbufs native address of room for {@code count} pointers
     * @return whether they were there
     */
    boolean allocate(long mbufs, int count);

    /**
     * Gives packets back to the pools that they came from, all segments. Hot path, bounded by {@code count}.
     *
     * @param mbufs native address of {@code count} pointers, none of them null or given back already
     * @param count 0 to 64
     */
    void free(long mbufs, int count);

    /** mbufs that are out: in rings, in hands. Returns to its baseline when traffic stops, or something leaks. */
    int inUse();

    /** mbufs in all. */
    int size();

    @Override
    void close();
}
