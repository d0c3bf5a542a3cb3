package io.guideway.service;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import java.util.List;

/**
 * Which of a service's backends have the flows of some of its clients. Of several rules the one of the longest prefix counts.
 *
 * @param from source addresses; host bits are zero
 * @param backends addresses of backends that the service has, each once
 */
public record ClientRule(Prefix from, List<IpAddress> backends) {

    /** Takes a copy. */
    public ClientRule {
        backends = List.copyOf(backends);
    }
}
