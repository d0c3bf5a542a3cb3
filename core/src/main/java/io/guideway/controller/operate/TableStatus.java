package io.guideway.controller.operate;

import io.guideway.packet.IpAddress;
import java.util.List;
import java.util.OptionalInt;

/**
 * The lookup table of a service.
 *
 * @param slots of it; 0 where no backend takes flows
 * @param evenness largest share over what its weight asks for; 1 is even, 0 where there is no table
 * @param shares in the order of the service's backends
 */
public record TableStatus(String service, int slots, double evenness, List<Share> shares) {
    /** Takes a copy. */
    public TableStatus {
        shares = List.copyOf(shares);
    }

    /**
     * What a backend has of the table.
     *
     * @param weight in use
     * @param slots that it has
     * @param ratio of its share to what its weight asks for; 0 where that is nothing
     * @param othersMoved slots of other backends that would name another one if this one left; the fewer, the better. Empty where
     *     it has none, and beyond {@link #MOST_LEAVING} backends
     */
    public record Share(IpAddress backend, int weight, int slots, double ratio, OptionalInt othersMoved) {
        /** For so many backends it is said what would move; each takes a table. */
        public static final int MOST_LEAVING = 100;
    }

    /**
     * Whose each slot is.
     *
     * @param backends of the service
     * @param owners of the slots, each an index into {@code backends}; empty where no backend takes flows
     */
    public record Slots(String service, List<IpAddress> backends, List<Integer> owners) {
        /** Takes copies. */
        public Slots {
            backends = List.copyOf(backends);
            owners = List.copyOf(owners);
        }
    }
}
