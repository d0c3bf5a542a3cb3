package io.guideway.service;

import io.guideway.packet.IpAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the backend of a service by {@link ServerId}: an open-addressing hash table, made once and never changed; any thread. It has those
 * backends alone that go on with their connections. Keys are the operator's, so no stranger can lengthen a probe.
 */
public final class ServerIds {
    /** Instead of a backend: none that serves has that id. */
    public static final int NONE = -1;

    private final long[] ids;
    private final int[] backends;
    private final int mask;

    /** Those of a service that routes by connection id. */
    ServerIds(final Service service, final QuicRouting routing) {
        final int capacity = VipIndex.capacity(routing.servers().size());
        mask = capacity - 1;
        ids = new long[2 * capacity];
        backends = new int[capacity];
        Arrays.fill(backends, NONE);
        final Map<IpAddress, Integer> places = places(service.backends());
        routing.servers().forEach((id, address) -> {
            final Integer place = places.get(address);
            if (place != null) {
                put(id, place);
            }
        });
    }

    private static Map<IpAddress, Integer> places(final List<Backend> backends) {
        final Map<IpAddress, Integer> places = new HashMap<>();
        for (int i = 0; i < backends.size(); i++) {
            if (backends.get(i).serves()) {
                places.put(backends.get(i).address(), i);
            }
        }
        return places;
    }

    private void put(final ServerId id, final int backend) {
        int i = first(id.high(), id.low());
        while (backends[i] != NONE) {
            i = i + 1 & mask;
        }
        ids[2 * i] = id.high();
        ids[2 * i + 1] = id.low();
        backends[i] = backend;
    }

    /** Hot path. Index of the backend in its service's list, by the halves of a {@link ServerId}, or {@link #NONE}. */
    public int find(final long high, final long low) {
        int i = first(high, low);
        while (backends[i] != NONE && (ids[2 * i] != high || ids[2 * i + 1] != low)) {
            i = i + 1 & mask;
        }
        return backends[i];
    }

    private int first(final long high, final long low) {
        return VipIndex.spread(high, low, 0) & mask;
    }
}
