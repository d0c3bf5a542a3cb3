package io.guideway.controller;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.service.Service;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The VIPs of services. Prefixes stand by length, of which there are few, so that asking takes as long with many as with one. */
final class VipSet {
    private final Map<Shape, Set<Prefix>> vips = new HashMap<>();

    private record Shape(boolean isIpv4, int length) {}

    VipSet(final Collection<Service> services) {
        services.stream()
                .map(service -> service.endpoint().vip())
                .forEach(vip -> vips.computeIfAbsent(
                                new Shape(vip.address().isIpv4(), vip.length()), shape -> new HashSet<>())
                        .add(vip.network()));
    }

    /** Whether an address is a VIP, or in one. */
    boolean contains(final IpAddress address) {
        return vips.entrySet().stream()
                .anyMatch(of -> of.getKey().isIpv4() == address.isIpv4()
                        && of.getValue()
                                .contains(new Prefix(address, of.getKey().length()).network()));
    }
}
