package io.guideway.service;

import io.guideway.maglev.LookupTable;
import java.util.List;

/**
 * One numbered, immutable view of all services: their definitions, the index by VIP, protocol and ports, and the lookup
 * tables. Made by one thread, read by any, closed when nobody reads it any more.
 */
public final class Generation implements AutoCloseable {
    private final long number;
    private final List<Service> services;
    private final BackendNumbers numbers;
    private final Parts parts;
    private final VipIndex vips;
    private final LookupTables tables;
    private final SoleServices soles;
    private final QuicServices quic;
    private final Runnable afterwards;

    /**
     * Builds the index, and the tables that the store does not have.
     *
     * @param number of this generation, from 1
     * @param services validated: distinct in name, and in VIP with protocol and ports
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
        this.parts = new Parts(this.services);
        this.tables = new LookupTables(parts, store);
        this.numbers = new BackendNumbers(this.services);
        this.vips = new VipIndex(this.services, parts, tables, numbers);
        this.soles = new SoleServices(this.services);
        this.quic = new QuicServices(this.services);
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

    /** The parts into which rules divide the clients of services. */
    public Parts parts() {
        return parts;
    }

    /** Finds the service of a packet that has no ports. */
    public SoleServices soles() {
        return soles;
    }

    /** Native address of the lookup table of a part, or of a service by its index, which is that of its clients without a rule; 0 where it has none. */
    public long tableAddress(final int part) {
        return tables.address(part);
    }

    /** Slots of the lookup table of a part, or of a service by its index; 0 where no backend takes flows. */
    public int tableSlots(final int part) {
        return tables.slots(part);
    }

    /** Index in its list of the backend that has a slot of a part that has a table. */
    public int placeOfOwner(final int part, final int slot) {
        return LookupTable.backend(tableAddress(part), slot);
    }

    /** Which services route by connection id, and how. */
    public QuicServices quic() {
        return quic;
    }

    /** The backend that has a slot of a part, by its number among all; the slot is one of the table. */
    public int owner(final int part, final int slot) {
        return numbers.first(parts.service(part)) + placeOfOwner(part, slot);
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
        soles.close();
        tables.close();
        afterwards.run();
    }
}
