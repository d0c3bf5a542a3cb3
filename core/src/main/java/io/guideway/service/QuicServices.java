package io.guideway.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The services of a generation that route by connection id, by their index. Immutable; any thread. */
public final class QuicServices {
    private final Map<Integer, Entry> entries = new TreeMap<>();
    private final int services;

    /**
     * One of them.
     *
     * @param routing what it says
     * @param servers its backends by server id
     */
    public record Entry(QuicRouting routing, ServerIds servers) {}

    /** Those among {@code all}. */
    QuicServices(final List<Service> all) {
        services = all.size();
        for (int i = 0; i < services; i++) {
            final Service service = all.get(i);
            final Optional<QuicRouting> routing = service.handling().quic();
            if (routing.isPresent()) {
                entries.put(i, new Entry(routing.get(), new ServerIds(service, routing.get())));
            }
        }
    }

    /** Whether there are none, as with most nodes. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Services in all, by connection id or not. */
    public int services() {
        return services;
    }

    /** Tells each with its index. */
    public void forEach(final BiConsumer<Integer, Entry> listener) {
        entries.forEach(listener);
    }
}
