package io.guideway.service;

import io.guideway.maglev.Candidate;
import io.guideway.maglev.LookupTable;
import io.guideway.maglev.TableBuilder;
import java.util.List;
import java.util.Optional;

/**
 * One numbered, immutable view of all services: their definitions, the index by VIP, protocol and port, and the lookup
 * tables. Made by one thread, read by any, closed when nobody reads it any more.
 */
public final class Generation implements AutoCloseable {
    private final long number;
    private final List<Service> services;
    private final VipIndex vips;
    private final List<Optional<LookupTable>> tables;

    /**
     * Builds the index and every table.
     *
     * @param number of this generation, from 1
     * @param services validated: distinct in name, and in VIP with protocol and port
     */
    public Generation(final long number, final List<Service> services) {
        this.number = number;
        this.services = List.copyOf(services);
        this.tables = services.stream().map(Generation::table).toList();
        this.vips = new VipIndex(services);
    }

    private static Optional<LookupTable> table(final Service service) {
        final List<Candidate> candidates = service.backends().stream()
                .map(b -> new Candidate(b.address().high(), b.address().low(), b.weight()))
                .toList();
        return TableBuilder.build(candidates, service.tableSize());
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
        return tables.get(index).map(LookupTable::address).orElse(0L);
    }

    /** Slots of the lookup table of service {@code index}; 0 where no backend takes flows. */
    public int tableSlots(final int index) {
        return tables.get(index).map(LookupTable::slots).orElse(0);
    }

    /** All backends of all services, in the order of the services and of their lists. */
    public int backendCount() {
        return services.stream().mapToInt(s -> s.backends().size()).sum();
    }

    @Override
    public void close() {
        vips.close();
        tables.forEach(table -> table.ifPresent(LookupTable::close));
    }
}
