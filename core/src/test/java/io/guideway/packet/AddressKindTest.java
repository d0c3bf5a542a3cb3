package io.guideway.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressKindTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.10, UNICAST",
        "10.0.0.1, UNICAST",
        "2001:db8::1, UNICAST",
        "fd00::1, UNICAST",
        "0.0.0.0, UNSPECIFIED",
        "::, UNSPECIFIED",
        "127.0.0.1, LOOPBACK",
        "::1, LOOPBACK",
        "169.254.1.1, LINK_LOCAL",
        "fe80::1, LINK_LOCAL",
        "febf::1, LINK_LOCAL",
        "fec0::1, UNICAST",
        "223.255.255.255, UNICAST",
        "224.0.0.1, MULTICAST",
        "239.255.255.255, MULTICAST",
        "ff02::1, MULTICAST",
        "255.255.255.255, BROADCAST"
    })
    void everyAddressHasItsKind(final String address, final AddressKind kind) {
        assertEquals(kind, AddressKind.of(IpAddress.parse(address)));
    }
}
