package io.guideway.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.packet.IpAddress;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SoleServicesTest {
    @Test
    void aServiceIsTheOnlyOneOfItsVipAndProtocolOrOneOfMany() {
        final List<Service> services = Stream.concat(
                        IntStream.range(0, 1000)
                                .mapToObj(i -> service(IpAddress.ipv4(0x0A00_0000 | i), Protocol.UDP, 1000 + i)),
                        Stream.of(
                                service(IpAddress.parse("10.0.0.7"), Protocol.UDP, 53),
                                service(IpAddress.parse("10.0.0.7"), Protocol.TCP, 53),
                                service(IpAddress.parse("2001:db8::1"), Protocol.UDP, 443)))
                .toList();
        try (Generation generation = Generation.alone(1, services)) {
            final SoleServices soles = generation.soles();
            for (int i = 0; i < 1000; i++) {
                assertEquals(i == 7 ? SoleServices.MANY : 1000 + i, port(soles, IpAddress.ipv4(0x0A00_0000 | i), 17));
            }
            assertEquals(53, port(soles, IpAddress.parse("10.0.0.7"), 6));
            assertEquals(SoleServices.NONE, port(soles, IpAddress.parse("10.0.0.8"), 6));
            assertEquals(443, port(soles, IpAddress.parse("2001:db8::1"), 17));
            assertEquals(SoleServices.NONE, port(soles, IpAddress.parse("2001:db8::2"), 17));
        }
    }

    @Test
    void ofNoServicesThereIsNone() {
        try (Generation generation = Generation.alone(1, List.of())) {
            assertEquals(SoleServices.NONE, port(generation.soles(), IpAddress.parse("10.0.0.8"), 6));
        }
    }

    private static int port(final SoleServices soles, final IpAddress address, final int protocol) {
        return soles.port(address.high(), address.low(), VipIndex.key(!address.isIpv4(), protocol, 0));
    }

    private static Service service(final IpAddress vip, final Protocol protocol, final int port) {
        return new Service(
                "%s %s %d".formatted(vip, protocol, port),
                vip,
                protocol,
                port,
                Mode.IPIP,
                HashFields.FIVE_TUPLE,
                251,
                List.of(),
                List.of());
    }
}
