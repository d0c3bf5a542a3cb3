package io.guideway.service;

/**
 * Who has the slots of one part of a service's clients in one generation, which is open.
 *
 * @param generation that
 * @param part index of the part in it; the service's own, where there are no rules for clients
 * @param lasting numbers of all the generation's backends ({@link LastingNumbers})
 */
record Incumbents(Generation generation, int part, int[] lasting) {

    /** Index of the service. */
    int index() {
        return generation.parts().service(part);
    }

    /** The service. */
    Service service() {
        return generation.services().get(index());
    }

    /** What the part is called. */
    Parts.Name name() {
        return generation.parts().name(part);
    }

    /** Slots of its table; 0 where no backend takes flows. */
    int slots() {
        return generation.tableSlots(part);
    }

    /** Index in the service's list of the backend that has a slot. */
    int owner(final int slot) {
        return generation.placeOfOwner(part, slot);
    }

    /** Lasting number of a backend by its index in the service's list. */
    int lasting(final int backend) {
        return lasting[generation.backends().first(index()) + backend];
    }

    /** Lasting number of the backend that has a slot. */
    int lastingOwner(final int slot) {
        return lasting(owner(slot));
    }
}
