package io.guideway.controller.health;

import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import java.util.List;
import java.util.Set;

/**
 * What the backends' states make of their weights. Immutable.
 *
 * @param backends the configured backends in their order, with the weights to use; a backend that is down has weight 0
 * @param kept whether the last good set is kept although more backends are down than the watermark believes
 * @param reason why it is kept, for people; empty if it is not
 * @param lastGood the backends that were up when the watermark was last satisfied
 * @param untilNextNs how long until slow start changes the weights again; {@link Long#MAX_VALUE} if it will not
 */
public record EffectiveSet(
        List<Backend> backends, boolean kept, String reason, Set<IpAddress> lastGood, long untilNextNs) {

    /** Takes copies. */
    public EffectiveSet {
        backends = List.copyOf(backends);
        lastGood = Set.copyOf(lastGood);
    }
}
