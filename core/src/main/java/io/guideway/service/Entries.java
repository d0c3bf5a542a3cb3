package io.guideway.service;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what an entry of the {@link VipIndex} says of its service. Where rules divide the clients of a service, its entry has no slots
 * but ranges of clients, each of which names an entry of its part that nothing else leads to. So services without rules pay
 * nothing for those that have some.
 */
final class Entries implements WideIndex.EntryWriter {
    private final List<Service> services;
    private final Parts parts;
    private final LookupTables tables;
    private final BackendNumbers numbers;
    private final Headers headers;
    private final List<NativeBlock> clients = new ArrayList<>();

    Entries(final List<Service> services, final Parts parts, final LookupTables tables, final BackendNumbers numbers) {
        this.services = services;
        this.parts = parts;
        this.tables = tables;
        this.numbers = numbers;
        headers = new Headers(services);
    }

    @Override
    public void write(final long entry, final int index, final boolean isPortless) {
        writePart(entry, index, isPortless);
        if (!services.get(index).clients().isEmpty()) {
            divide(entry, index, isPortless);
        }
    }

    private void writePart(final long entry, final int part, final boolean isPortless) {
        final int index = parts.service(part);
        Mem.i32(entry + VipIndex.SERVICE, index);
        Mem.i64(entry + VipIndex.TABLE, tables.address(part));
        Mem.i32(entry + VipIndex.SLOTS, tables.slots(part));
        Mem.i32(entry + VipIndex.FIRST_BACKEND, numbers.first(index));
        Mem.i32(entry + VipIndex.HASH_FIELDS, hashFields(services.get(index).hash(), isPortless));
        Mem.i32(entry + VipIndex.FIRST_RECORD, headers.first(index));
        Mem.i32(entry + VipIndex.PART, part);
    }

    private static int hashFields(final HashFields hash, final boolean isPortless) {
        if (!isPortless) {
            return hash.ordinal();
        }
        return hash == HashFields.FIVE_TUPLE ? VipIndex.THREE_TUPLE : HashFields.SOURCE.ordinal();
    }

    private void divide(final long entry, final int index, final boolean isPortless) {
        final List<ClientRule> rules = services.get(index).clients();
        final Prefix everybody = everybody(services.get(index).vip());
        final Map<Prefix, Integer> partOf = new HashMap<>();
        partOf.put(everybody, index);
        for (int i = 0; i < rules.size(); i++) {
            partOf.put(rules.get(i).from(), parts.ofRule(index, i));
        }
        final PrefixMap map = new PrefixMap(partOf.keySet());
        final long entries = block((long) VipIndex.ENTRY * map.prefixes().size());
        for (int i = 0; i < map.prefixes().size(); i++) {
            writePart(
                    entries + (long) VipIndex.ENTRY * i,
                    partOf.get(map.prefixes().get(i)),
                    isPortless);
        }
        final long ranges = block(AddressRanges.octets(map));
        AddressRanges.write(ranges, map, i -> entries + (long) VipIndex.ENTRY * i);
        Mem.i32(entry + VipIndex.SLOTS, 0);
        Mem.i64(entry + VipIndex.CLIENTS, ranges);
        Mem.i32(entry + VipIndex.CLIENT_RANGES, map.ranges().size());
    }

    private static Prefix everybody(final IpAddress vip) {
        return new Prefix(vip, 0).network();
    }

    private long block(final long octets) {
        final NativeBlock block = new NativeBlock(octets);
        clients.add(block);
        return block.address();
    }

    /** What stands beside the entries; whoever has them closes it. */
    List<NativeBlock> clients() {
        return List.copyOf(clients);
    }
}
