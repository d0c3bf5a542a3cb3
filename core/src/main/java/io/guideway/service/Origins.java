package io.guideway.service;

import io.guideway.packet.IpAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the services and backends of a generation were in another: by name, and by address within the service. So what is
 * counted under an index goes on under the next generation's. Immutable.
 */
public final class Origins {
    /** Instead of an index: it was not there. */
    public static final int NEW = -1;

    private final int[] services;
    private final int[] backends;

    /** @param before the generation whose indices are asked for */
    public Origins(final Generation before, final Generation now) {
        final Map<String, Integer> known = new HashMap<>();
        for (int i = 0; i < before.services().size(); i++) {
            known.put(before.services().get(i).name(), i);
        }
        services = now.services().stream()
                .mapToInt(service -> known.getOrDefault(service.name(), NEW))
                .toArray();
        backends = new int[now.backends().count()];
        Arrays.fill(backends, NEW);
        for (int i = 0; i < services.length; i++) {
            if (services[i] != NEW) {
                findBackends(before, services[i], now, i);
            }
        }
    }

    private void findBackends(final Generation before, final int old, final Generation now, final int index) {
        final List<Backend> then = before.services().get(old).backends();
        final List<Backend> today = now.services().get(index).backends();
        final Middle middle = Middle.of(then, today, (a, b) -> a.address().equals(b.address()));
        final int thenFirst = before.backends().first(old);
        final int todayFirst = now.backends().first(index);
        for (int i = 0; i < middle.head(); i++) {
            backends[todayFirst + i] = thenFirst + i;
        }
        for (int i = 1; i <= middle.tail(); i++) {
            backends[todayFirst + today.size() - i] = thenFirst + then.size() - i;
        }
        final Map<IpAddress, Integer> known = new HashMap<>();
        for (int i = middle.head(); i < middle.end(then.size()); i++) {
            known.put(then.get(i).address(), thenFirst + i);
        }
        for (int i = middle.head(); i < middle.end(today.size()); i++) {
            backends[todayFirst + i] = known.getOrDefault(today.get(i).address(), NEW);
        }
    }

    /** What service {@code index} was, or {@link #NEW}. */
    public int service(final int index) {
        return services[index];
    }

    /** What backend {@code number} was, or {@link #NEW}. */
    public int backend(final int number) {
        return backends[number];
    }
}
