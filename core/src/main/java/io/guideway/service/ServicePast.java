package io.guideway.service;

import io.guideway.packet.IpAddress;
import java.util.List;

/**
 * Who had slots of a service before, as far as that still counts; for other nodes.
 *
 * @param service key of its VIP, protocol and ports, and of the rule for the clients whose slots these are
 * @param tableSize slots of its table: of another one, slots mean other flows
 * @param tenures those of a slot in the order in which its backends first had it
 */
public record ServicePast(long service, int tableSize, List<Tenure> tenures) {
    /**
     * A backend had a slot.
     *
     * @param seconds for which that still counts, at least 1
     */
    public record Tenure(int slot, IpAddress backend, int seconds) {}

    /** Takes a copy. */
    public ServicePast {
        tenures = List.copyOf(tenures);
    }
}
