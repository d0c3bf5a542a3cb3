package io.guideway.forwarder.porter;

import io.guideway.forward.OwnAddresses;
import io.guideway.packet.IpAddress;
import io.guideway.service.Service;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What the links have been told, and are to be told yet: each address of ours twice, as one frame may be lost (RFC 5227,
 * section 2.3), a few at a time. Any thread.
 */
final class Announcements {
    static final long AGAIN_NS = TimeUnit.SECONDS.toNanos(2);

    /** In one look. */
    private static final int MOST = 32;

    private final List<OwnAddresses> ports;
    private final Solicitor solicitor;
    private final Deque<Announcement> due = new ArrayDeque<>();
    private Set<Place> announced = new HashSet<>();

    /** An address on the link of a port. */
    private record Place(int port, IpAddress address) {}

    /** One to be made; {@code isLast} if no other follows. */
    private record Announcement(Place place, long dueNs, boolean isLast) {}

    /** Announces nothing before the first services. */
    Announcements(final List<OwnAddresses> ports, final Solicitor solicitor) {
        this.ports = ports;
        this.solicitor = solicitor;
    }

    /** These are the services now: what the links do not know yet will be announced. */
    synchronized void adopted(final List<Service> services, final long nowNs) {
        final Set<Place> wanted = new HashSet<>();
        for (final OwnAddresses port : ports) {
            port.prefixes().forEach(prefix -> wanted.add(new Place(port.port(), prefix.address())));
            services.stream()
                    .map(Service::vip)
                    .filter(port::announces)
                    .forEach(vip -> wanted.add(new Place(port.port(), vip)));
        }
        final List<Place> added = new ArrayList<>(wanted);
        added.removeIf(announced::contains);
        announced = wanted;
        due.removeIf(announcement -> !wanted.contains(announcement.place));
        added.forEach(place -> due.addFirst(new Announcement(place, nowNs, false)));
    }

    /** Makes those that are due. */
    synchronized void tick(final long nowNs) {
        for (int i = 0; i < MOST && !due.isEmpty() && nowNs - due.peek().dueNs >= 0; i++) {
            final Announcement next = due.remove();
            solicitor.announce(next.place.port(), next.place.address());
            if (!next.isLast) {
                due.add(new Announcement(next.place, nowNs + AGAIN_NS, true));
            }
        }
    }
}
