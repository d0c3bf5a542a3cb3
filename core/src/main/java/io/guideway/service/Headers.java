package io.guideway.service;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which services send to their backends by the same headers, and may share one record for each: those of equal backends,
 * mode, family, sources and outer fields. Ten thousand services of the same servers then need as many records as there are servers,
 * which stay in the near cache. Immutable.
 */
public final class Headers {
    private final int[] first;
    private final List<Service> owners = new ArrayList<>();
    private final int count;

    /** What the headers towards the backends of a service depend on. */
    private record Key(Mode mode, boolean ipv4, List<Prefix> sources, Outer outer, List<IpAddress> backends) {
        static Key of(final Service service) {
            return new Key(
                    service.mode(),
                    service.vip().isIpv4(),
                    service.sources(),
                    service.handling().outer(),
                    service.backends().stream().map(Backend::address).toList());
        }
    }

    /** Gives out the records, in the order of the services and of their backends. */
    public Headers(final List<Service> services) {
        final Map<Key, Integer> known = new HashMap<>();
        first = new int[services.size()];
        int free = 0;
        for (int i = 0; i < first.length; i++) {
            final Service service = services.get(i);
            final Integer there = known.putIfAbsent(Key.of(service), free);
            first[i] = there == null ? free : there;
            if (there == null) {
                owners.add(service);
                free += service.backends().size();
            }
        }
        count = free;
    }

    /** The record of the first backend of service {@code index}; those of the others follow. */
    int first(final int index) {
        return first[index];
    }

    /** One service for each row of records, in the order of the rows. */
    public List<Service> owners() {
        return List.copyOf(owners);
    }

    /** Records in all. */
    public int count() {
        return count;
    }
}
