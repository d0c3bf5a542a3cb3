package io.guideway.forwarder;

import io.guideway.forward.Worker;

/**
 * A port as a packet meets it.
 *
 * @param id DPDK's number of the port
 * @param mac its Ethernet address
 * @param station Ethernet address that frames must be for, or {@link Worker.Inlet#ANY_STATION}
 */
record Gate(int id, long mac, long station) {}
