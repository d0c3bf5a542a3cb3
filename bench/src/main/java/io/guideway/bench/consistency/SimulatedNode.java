package io.guideway.bench.consistency;

import io.guideway.service.Service;
import java.util.List;

/** A node of a simulated tier: one worker, one service, and a clock that the simulation sets. One thread. */
public interface SimulatedNode extends AutoCloseable {
    /** Sets the clock; it only goes forward. */
    void time(long nowMs);

    /** These services are the next generation's, soon. */
    void prepare(List<Service> services);

    /** From now on these count. */
    void adopt(long number, List<Service> services);

    /** Number of the generation in use. */
    long generation();

    /** Once a second: what is to be done beside packets. */
    void everySecond();

    /** Adds a packet to the burst, which has room. */
    void add(int source, int port, boolean isFirst);

    /** Packets in the burst. */
    int count();

    /** Decides all packets of the burst. */
    void decide();

    /** IPv4 address of the backend of packet {@code i}, 0 if there is none. */
    int backend(int i);

    /** Begins another burst. */
    void clear();

    /** Records of its own. */
    default long records() {
        return 0;
    }

    @Override
    void close();
}
