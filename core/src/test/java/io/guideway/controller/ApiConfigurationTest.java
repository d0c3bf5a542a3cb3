package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.IpAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiConfigurationTest {
    @Test
    void withoutTheKeyThereIsNoListener() {
        assertTrue(Sample.GOOD.accepted().node().api().isEmpty());
    }

    @Test
    void filesStandBesideTheConfiguration() {
        final ApiListener listener =
                api("[fd00::2]:8443").accepted().node().api().orElseThrow().beside(Path.of("/etc/guideway/lb.yaml"));
        assertEquals(
                new ApiListener(
                        IpAddress.parse("fd00::2"),
                        8443,
                        Path.of("/etc/guideway/c.pem"),
                        Path.of("/etc/keys/k.pem"),
                        Path.of("/etc/guideway/token")),
                listener);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.2",
                "10.0.0.2:0",
                "10.0.0.2:65536",
                "fd00::2:8443",
                "node:8443",
                "[10.0.0.256]:1",
                ":8443"
            })
    void itListensAtAnAddressWithAPort(final String listen) {
        api(listen).isMeaningless(4, "node.api.listen", listen, "is not an address with a port", "10.0.0.2:8443");
    }

    @Test
    void allOfItIsNeeded() {
        Sample.GOOD
                .with("name: lb-1", "name: lb-1\n  api: {listen: \"10.0.0.2:8443\", certificate: c.pem, key: k.pem}")
                .isMeaningless(3, "node.api.token", "", "is missing", "api-token");
    }

    private static Sample api(final String listen) {
        return Sample.GOOD.with(
                "name: lb-1",
                "name: lb-1\n  api:\n    {listen: \"%s\", certificate: c.pem, key: /etc/keys/k.pem, token: token}"
                        .formatted(listen));
    }
}
