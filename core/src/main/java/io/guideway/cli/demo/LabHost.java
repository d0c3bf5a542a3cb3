package io.guideway.cli.demo;

import java.util.List;

/**
 * A host on the lab's only link.
 *
 * @param name of its namespace's role and of its port on the bridge
 * @param device its end of the veth pair
 * @param mac locally administered
 */
record LabHost(String name, String device, String mac, String ipv4, String ipv6) {
    static final int IPV4_PREFIX = 24;
    static final int IPV6_PREFIX = 64;

    static final LabHost CLIENT = of("client", "eth0", 1);
    static final LabHost NODE = of("node", "lb0", 2);
    static final List<LabHost> BACKENDS = List.of(of("b1", "eth0", 11), of("b2", "eth0", 12), of("b3", "eth0", 13));

    private static LabHost of(final String name, final String device, final int number) {
        return new LabHost(
                name,
                device,
                "02:00:00:00:77:%02d".formatted(number),
                "10.77.0." + number,
                "fd67:7569:6465::" + number);
    }

    String address(final Family family) {
        return family == Family.IPV4 ? ipv4 : ipv6;
    }

    /** The address of that family with the link's prefix length. */
    String addressOnLink(final Family family) {
        return address(family) + "/" + (family == Family.IPV4 ? IPV4_PREFIX : IPV6_PREFIX);
    }
}
