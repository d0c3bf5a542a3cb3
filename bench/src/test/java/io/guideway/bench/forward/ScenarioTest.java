package io.guideway.bench.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.service.Backend;
import io.guideway.service.Mode;
import io.guideway.service.Service;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioTest {
    private static final int SERVICES = 50;
    private static final int BACKENDS = 7;

    @Test
    void servicesHaveTheSameBackendsUnlessTheyAreToBeDistinct() {
        final List<Service> site = scenario(false, false, SERVICES).site();
        assertEquals(1, site.stream().map(Service::backends).distinct().count());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void distinctBackendsServeOneServiceEach(final boolean ipv6) {
        final List<Service> site = scenario(ipv6, true, SERVICES).site();
        final List<Backend> all =
                site.stream().flatMap(s -> s.backends().stream()).toList();
        assertEquals(SERVICES * BACKENDS, all.size());
        assertEquals(
                SERVICES * BACKENDS,
                all.stream().map(Backend::address).distinct().count());
        assertTrue(all.stream().noneMatch(backend -> backend.address().isIpv4() == ipv6));
    }

    @Test
    void moreDistinctBackendsThanAddressesAreRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> new Scenario(Mode.IPIP, false, 1, 10_000, 1000, 32, 60, true));
    }

    private static Scenario scenario(final boolean ipv6, final boolean distinct, final int services) {
        return new Scenario(Mode.IPIP, ipv6, 1, BACKENDS, services, 32, Scenario.shortestFrame(ipv6), distinct);
    }
}
