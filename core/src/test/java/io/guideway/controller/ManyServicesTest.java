package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.packet.IpAddress;
import io.guideway.service.Endpoint;
import io.guideway.service.Generation;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import io.guideway.service.VipIndex;
import io.guideway.wire.ServiceSet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A configuration of ten thousand services of all kinds, from the file to the index that workers use. */
class ManyServicesTest {
    private static final int SERVICES = 10_000;

    @Test
    void tenThousandServicesOfAllKindsAreReadAndFound() throws ConfigurationException {
        final String head = Sample.GOOD.yaml().substring(0, Sample.GOOD.yaml().indexOf("services:"));
        final StringBuilder yaml = new StringBuilder(head).append("services:\n");
        for (int i = 0; i < SERVICES; i++) {
            yaml.append(service(i));
        }
        final byte[] octets = yaml.toString().getBytes(StandardCharsets.UTF_8);
        final List<Service> read = Sample.read(octets).configuration().services();
        assertEquals(SERVICES, read.size());
        final List<Service> services = ServiceSet.of(read).services();
        try (Generation generation = Generation.alone(1, services)) {
            for (int i = 0; i < SERVICES; i++) {
                final long entry = entry(generation.vips(), services.get(i).endpoint());
                assertEquals(i, VipIndex.service(entry), services.get(i)::toString);
            }
        }
    }

    /** What is in the first of its ports, at its last address, is a service's own here. */
    private static long entry(final VipIndex index, final Endpoint endpoint) {
        final IpAddress address = endpoint.vip().last();
        final int protocol =
                endpoint.protocol() == Protocol.ANY ? 47 : endpoint.protocol().number();
        final long entry = index.match(
                address.high(),
                address.low(),
                VipIndex.key(!address.isIpv4(), protocol, endpoint.ports().first()));
        return VipIndex.ofClient(entry, 0, IpAddress.parse("198.51.100.7").low());
    }

    private static String service(final int i) {
        final int high = i / 250;
        final int low = i % 250;
        return switch (i % 5) {
            case 0 -> service(i, "100.64.%d.%d".formatted(high, low), "tcp", "443", "");
            case 1 -> service(i, "100.%d.%d.0/24".formatted(65 + high, low), "any", "all", "");
            case 2 -> service(i, "100.64.%d.%d".formatted(high, low), "udp", "5000-5999", "");
            case 3 -> service(i, "2001:db8:%x::/48".formatted(i), "tcp", "%d-65535".formatted(1 + i), "");
            default ->
                service(
                        i,
                        "100.64.%d.%d".formatted(high, low),
                        "tcp",
                        "80",
                        ", clients: [{from: 198.51.100.0/24, backends: [10.0.1.1]}]");
        };
    }

    private static String service(
            final int i, final String vip, final String protocol, final String port, final String more) {
        return "  - {name: s%d, vip: \"%s\", protocol: %s, port: %s, mode: ipip, table-size: 251, backends: [{address: 10.0.1.1}, {address: 10.0.1.2}]%s}\n"
                .formatted(i, vip, protocol, port, more);
    }
}
