package io.guideway.forward;

import io.guideway.service.Service;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What packets are for: services of one way, or of all ways in turn, so that no branch can be foretold. */
public enum Traffic {
    L2DSR_IPV4(Way.L2DSR_IPV4),
    L2DSR_IPV6(Way.L2DSR_IPV6),
    IPV4_IN_IPV4(Way.IPV4_IN_IPV4),
    IPV6_IN_IPV4(Way.IPV6_IN_IPV4),
    IPV4_IN_IPV6(Way.IPV4_IN_IPV6),
    IPV6_IN_IPV6(Way.IPV6_IN_IPV6),
    MIXED(Way.values());

    private final List<Way> ways;

    Traffic(final Way... ways) {
        this.ways = Arrays.asList(ways);
    }

    /** {@code count} services, or as many more as it takes for one of each way. */
    List<Service> services(final int count) {
        return IntStream.range(0, Math.max(count, ways.size()))
                .mapToObj(i -> ways.get(i % ways.size()).service(i))
                .toList();
    }
}
