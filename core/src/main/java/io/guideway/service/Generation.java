package io.guideway.service;

import io.guideway.maglev.LookupTable;
import java.util.List;

/**
 * One numbered, immutable view of all services: their definitions, the index by VIP, protocol and port, and the lookup
 * tables. Made by one thread, read by any, closed when nobody reads it any more.
 */
public final class Generation implements AutoCloseable {
    private final long number;
    private final List<Service> services;
    private final BackendNumbers numbers;
    private final VipIndex vips;
    private final LookupTables tables;
    private final Runnable afterwards;

    /**
     * Builds the index, and the tables that the store does not have.
     *
     * @param number of this generation, from 1
     * @param services validated: distinct in name, and in VIP with protocol and port
     * @param store of the tables of all generations; outlives this one
     */
    public Generation(final long number, final List<Service> services, final TableStore store) {
        this(number, services, store, () -> {});
    }

    private Generation(
            final long number, final List<Service> services, final TableStore store, final Runnable afterwards) {
        this.number = number;
        this.afterwards = afterwards;
        this.services = List.copyOf(services);
        this.tables = new LookupTables(this.services, store);
        this.numbers = new BackendNumbers(this.services);
        this.vips = new VipIndex(this.services, tables, numbers);
    }

    /** A generation by itself, with a store of its own. */
    public static Generation alone(final long number, final List<Service> services) {
        final TableStore store = new TableStore();
        return new Generation(number, services, store, store::close);
    }

    /** The number of this generation. */
    public long number() {
        return number;
    }

    /** All services; a packet's service is an index into this list. */
    public List<Service> services() {
        return services;
    }

    /** Finds the service of a packet. */
    public VipIndex vips() {
        return vips;
    }

    /** Native address of the lookup table of service {@code index}; 0 where it has none. */
    public long tableAddress(final int index) {
        return tables.address(index);
    }

    /** Slots of the lookup table of service {@code index}; 0 where no backend takes flows. */
    public int tableSlots(final int index) {
        return tables.slots(index);
    }

    /** The backend that has a slot of service {@code index}, by its number among all; the slot is one of the table. */
    public int owner(final int index, final int slot) {
        return numbers.first(index) + LookupTable.backend(tables.address(index), slot);
    }

    /** A backend by its number among all. */
    public Backend backend(final int number) {
        final int service = numbers.service(number);
        return services.get(service).backends().get(number - numbers.first(service));
    }

    /** All backends of all services. */
    public BackendNumbers backends() {
        return numbers;
    }

    @Override
    public void close() {
        vips.close();
        tables.close();
        afterwards.run();
    }
}
