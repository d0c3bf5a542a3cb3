package io.guideway.controller;

import io.guideway.packet.AddressKind;
import io.guideway.packet.IpAddress;
import io.guideway.packet.MacAddress;
import io.guideway.packet.Prefix;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whether the ports make sense: their ids, addresses, gateways and neighbours. */
final class PortChecks {
    /** What a port and its neighbours may be called. */
    private static final Set<AddressKind> ON_A_LINK = EnumSet.of(AddressKind.UNICAST, AddressKind.LINK_LOCAL);

    private static final int LEAST_IPV6_MTU_BYTES = 1280; // RFC 8200, section 5

    private PortChecks() {}

    static void check(final List<Item> items, final List<PortConfig> ports) {
        Duplicates.check(
                items.stream().map(port -> port.child("id")).toList(),
                ports.stream().map(PortConfig::id).toList(),
                "port id",
                "list a port once");
        Duplicates.check(
                items.stream()
                        .flatMap(port -> port.child("address").items().stream())
                        .toList(),
                ports.stream().flatMap(PortChecks::addresses).toList(),
                "address",
                "give an address to one port");
        final List<Item> withKernel = items.stream()
                .filter(port -> port.child("kernel-path").isPresent())
                .toList();
        Duplicates.check(
                withKernel.stream().map(port -> port.child("kernel-path")).toList(),
                ports.stream().flatMap(port -> port.kernelPath().stream()).toList(),
                "interface",
                "give each port its own");
        for (int i = 0; i < items.size(); i++) {
            check(items.get(i), ports.get(i));
        }
    }

    private static Stream<IpAddress> addresses(final PortConfig port) {
        return port.addresses().stream().map(Prefix::address);
    }

    private static void check(final Item item, final PortConfig port) {
        final List<Item> addresses = item.child("address").items();
        for (int i = 0; i < addresses.size(); i++) {
            address(addresses.get(i), port.addresses().get(i));
        }
        mtu(item.child("mtu"), port);
        port.mac().ifPresent(mac -> mac(item.child("mac"), mac));
        gateways(item.child("gateway").items(), port);
        NeighbourChecks.check(item.child("neighbours"), port);
    }

    private static void address(final Item item, final Prefix own) {
        final AddressKind kind = AddressKind.of(own.address());
        if (!ON_A_LINK.contains(kind)) {
            item.error("is " + kind, "give the port a unicast address");
        } else if (isNetworkOrBroadcast(own)) {
            item.error("is the network's or its broadcast address", "give the port an address between the two");
        }
    }

    /** RFC 1122, section 3.2.1.3; in /31 and /32 every address is a host's (RFC 3021). */
    private static boolean isNetworkOrBroadcast(final Prefix own) {
        final int hostBits = own.address().width() - own.length();
        if (!own.address().isIpv4() || hostBits < 2) {
            return false;
        }
        final long mask = (1L << hostBits) - 1;
        final long host = own.address().ipv4Bits() & mask;
        return host == 0 || host == mask;
    }

    private static void mtu(final Item item, final PortConfig port) {
        final boolean hasIpv6 = addresses(port).anyMatch(address -> !address.isIpv4());
        if (hasIpv6 && port.mtuBytes() < LEAST_IPV6_MTU_BYTES) {
            item.error(
                    "is less than the %d octets that IPv6 needs".formatted(LEAST_IPV6_MTU_BYTES),
                    "use at least that, or take away the IPv6 address");
        }
    }

    static void mac(final Item item, final long mac) {
        if (!MacAddress.isUnicast(mac)) {
            item.error(mac == 0 ? "is all zeros" : "is a group address", "write one station's Ethernet address");
        }
    }

    private static void gateways(final List<Item> items, final PortConfig port) {
        Duplicates.check(
                items, port.gateways().stream().map(IpAddress::isIpv4).toList(), "family", "name one gateway a family");
        for (int i = 0; i < items.size(); i++) {
            gateway(items.get(i), port.gateways().get(i), port);
        }
    }

    private static void gateway(final Item item, final IpAddress gateway, final PortConfig port) {
        final AddressKind kind = AddressKind.of(gateway);
        if (!ON_A_LINK.contains(kind)) {
            item.error("is " + kind, "name a router's unicast address");
        } else if (addresses(port).anyMatch(gateway::equals)) {
            item.error("is the port's own address", "name a router");
        } else if (port.addresses().stream().noneMatch(prefix -> prefix.contains(gateway))) {
            item.error(
                    "is in no prefix of this port",
                    "give the port an address in the gateway's network, or mend the prefix length");
        }
    }
}
