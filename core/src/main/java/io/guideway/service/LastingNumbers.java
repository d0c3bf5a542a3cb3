package io.guideway.service;

import io.guideway.packet.IpAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Numbers of backends that outlive generations. A backend, known by its service's name and its own address, has the same one
 * for as long as it is served and for a quiet time after that, so that whoever noted the number (a record of a flow) never
 * takes it for another backend's. One that returns within the quiet time has its number back; after it, the number may
 * be given anew, the one that is free for longest first. They are this process's own: another node numbers otherwise. One
 * thread at a time.
 */
public final class LastingNumbers {
    /** As a quiet time: no number is ever given anew. */
    public static final long NEVER = Long.MAX_VALUE;

    private final int most;
    private final long quiet;
    private final Map<Identity, Integer> numbers = new HashMap<>();
    private final Map<Identity, Long> goneSince = new LinkedHashMap<>(); // in the order of leaving
    private final Deque<Integer> free = new ArrayDeque<>();
    private int next;

    private record Identity(String service, IpAddress backend) {}

    /**
     * @param most how many numbers there are, from 0
     * @param quiet how long the number of a backend that is gone means nothing else, by the clock that {@link #number} is
     *     told; longer than anybody remembers a number
     */
    public LastingNumbers(final int most, final long quiet) {
        if (most < 1 || quiet < 0) {
            throw new IllegalArgumentException(
                    "%d numbers, quiet for %d; give at least 1 and 0".formatted(most, quiet));
        }
        this.most = most;
        this.quiet = quiet;
    }

    /**
     * The numbers of all backends of these services, in the order of {@link BackendNumbers}. Backends that are not among them
     * are gone from now on; so when a generation is not adopted after all, ask again for the one that stays.
     *
     * @param services distinct by name, their backends by address
     * @param now a clock that does not go back
     * @throws IllegalArgumentException if there are not enough numbers; the services before are still the served ones then
     */
    public int[] number(final List<Service> services, final long now) {
        final Set<Identity> served = identities(services);
        reclaim(served, now);
        checkRoom(served);
        numbers.keySet().stream()
                .filter(known -> !served.contains(known))
                .forEach(left -> goneSince.putIfAbsent(left, now));
        goneSince.keySet().removeAll(served);
        final int[] numbered = new int[new BackendNumbers(services).count()];
        int i = 0;
        for (final Service service : services) {
            for (final Backend backend : service.backends()) {
                numbered[i++] = numbers.computeIfAbsent(identity(service, backend), added -> freeNumber());
            }
        }
        return numbered;
    }

    /** How many numbers have been given at one time or another: all that there are lie below. */
    public int end() {
        return next;
    }

    private static Set<Identity> identities(final List<Service> services) {
        final Set<Identity> served = new HashSet<>();
        for (final Service service : services) {
            service.backends().forEach(backend -> served.add(identity(service, backend)));
        }
        return served;
    }

    private static Identity identity(final Service service, final Backend backend) {
        return new Identity(service.name(), backend.address());
    }

    private void reclaim(final Set<Identity> served, final long now) {
        final Iterator<Map.Entry<Identity, Long>> oldest = goneSince.entrySet().iterator();
        while (oldest.hasNext()) {
            final Map.Entry<Identity, Long> left = oldest.next();
            if (now - left.getValue() < quiet) {
                return;
            }
            if (!served.contains(left.getKey())) {
                free.add(numbers.remove(left.getKey()));
                oldest.remove();
            }
        }
    }

    private void checkRoom(final Set<Identity> served) {
        final long added =
                served.stream().filter(one -> !numbers.containsKey(one)).count();
        final int room = most - next + free.size();
        if (added > room) {
            throw new IllegalArgumentException(
                    "%d backends more, and %d of %d numbers are free; remove backends, or wait until those removed are forgotten"
                            .formatted(added, room, most));
        }
    }

    private int freeNumber() {
        return free.isEmpty() ? next++ : free.remove();
    }
}
