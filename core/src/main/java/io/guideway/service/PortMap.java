package io.guideway.service;

import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Which of the services of one VIP has a port, for packets of one protocol: ports cut into ranges, each of which one service
 * has, or none. Made once.
 */
final class PortMap {
    /** Instead of a place: no service has these ports. */
    static final int NONE = -1;

    private static final int BEHIND_LAST = 0x10000;

    /** The least specific first: many ports before few, any protocol before one. Equally wide ranges: the higher first. */
    private static final Comparator<Place> LEAST_SPECIFIC = Comparator.<Place>comparingInt(
                    place -> place.endpoint().ports().count())
            .thenComparing(place -> place.endpoint().protocol() == Protocol.ANY)
            .thenComparingInt(place -> place.endpoint().ports().first())
            .reversed();

    private final NavigableMap<Integer, Integer> starts = new TreeMap<>();

    /** Where the service of an endpoint is kept. */
    record Place(Endpoint endpoint, int index) {}

    /**
     * Ports up to the next range's first.
     *
     * @param place index of the one that has them, or {@link #NONE}
     */
    record Range(int first, int place) {}

    /** @param takes which protocols' services have packets of the protocol that the map is for */
    PortMap(final List<Place> places, final Predicate<Protocol> takes) {
        starts.put(0, NONE);
        places.stream()
                .filter(place -> takes.test(place.endpoint().protocol()))
                .sorted(LEAST_SPECIFIC)
                .forEach(this::paint);
    }

    /** Gives the ports of a service to it, whoever had them before. */
    private void paint(final Place place) {
        final Ports ports = place.endpoint().ports();
        final int behind = starts.floorEntry(ports.last() + 1).getValue();
        starts.subMap(ports.first(), true, ports.last() + 1, true).clear();
        starts.put(ports.first(), place.index());
        starts.put(ports.last() + 1, behind);
    }

    /** Ascending; the first one begins at port 0. */
    List<Range> ranges() {
        return starts.headMap(BEHIND_LAST).entrySet().stream()
                .map(start -> new Range(start.getKey(), start.getValue()))
                .toList();
    }
}
