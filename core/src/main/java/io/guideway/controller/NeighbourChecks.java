package io.guideway.controller;

import io.guideway.packet.IpAddress;
import io.guideway.packet.MacAddress;
import java.util.List;

/** Whether a port's static neighbours make sense. */
final class NeighbourChecks {
    private NeighbourChecks() {}

    static void check(final Item neighbours, final PortConfig port) {
        final List<Item> keys = neighbours.keys().stream().map(neighbours::key).toList();
        Duplicates.check(
                keys, keys.stream().map(key -> IpAddress.parse(key.text())).toList(), "address", "keep one of them");
        for (final Item key : keys) {
            final Item mac = neighbours.child(key.text());
            PortChecks.mac(mac, MacAddress.parse(mac.text()));
            address(key, IpAddress.parse(key.text()), port);
        }
    }

    private static void address(final Item key, final IpAddress neighbour, final PortConfig port) {
        if (port.addresses().stream().anyMatch(own -> own.address().equals(neighbour))) {
            key.error("is the port's own address", "name neighbours only");
        } else if (port.addresses().stream().noneMatch(prefix -> prefix.contains(neighbour))) {
            key.warn("is in no prefix of this port, so nothing is sent to it", "remove it, or mend the prefix length");
        }
    }
}
