package io.guideway.service;

import io.guideway.packet.IpAddress;

/**
 * A server that carries the VIP ("real server").
 *
 * @param address where packets are sent to; also the backend's identity within its service
 * @param weight its share of new flows beside the others' weights; 0 = none
 * @param serves whether it goes on with the flows that it has: a draining one does, one that has failed does not
 */
public record Backend(IpAddress address, int weight, boolean serves) {

    /** One that serves. */
    public Backend(final IpAddress address, final int weight) {
        this(address, weight, true);
    }
}
