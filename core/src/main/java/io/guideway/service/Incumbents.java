package io.guideway.service;

/**
 * Who has the slots of one service in one generation, which is open.
 *
 * @param generation that
 * @param index of the service in it
 * @param lasting numbers of all the generation's backends ({@link LastingNumbers})
 */
record Incumbents(Generation generation, int index, int[] lasting) {

    /** The service. */
    Service service() {
        return generation.services().get(index);
    }

    /** Slots of its table; 0 where no backend takes flows. */
    int slots() {
        return generation.tableSlots(index);
    }

    /** Index in the service's list of the backend that has a slot. */
    int owner(final int slot) {
        return generation.owner(index, slot);
    }

    /** Lasting number of a backend by its index in the service's list. */
    int lasting(final int backend) {
        return lasting[generation.backends().first(index) + backend];
    }

    /** Lasting number of the backend that has a slot. */
    int lastingOwner(final int slot) {
        return lasting(owner(slot));
    }
}
