package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AccessLogTest {
    private static final List<LabService> SERVICES = LabService.OF_THE_DEMO;

    @Test
    void requestsAreCountedByTheirService() {
        final Map<LabService, Long> served = AccessLog.served(
                Stream.of(
                        "203.0.113.1 200 /l2dsr-ipv4/1",
                        "2001:db8::1 200 /l2dsr-ipv6/17",
                        "203.0.113.1 200 /l2dsr-ipv4/2",
                        "2001:db8::2 200 /ipip-ipv6/1000"),
                SERVICES);
        assertEquals(
                Map.of(SERVICES.get(0), 2L, SERVICES.get(1), 1L, SERVICES.get(2), 0L, SERVICES.get(3), 1L), served);
    }

    @Test
    void aRequestThatCameToAnotherServicesVipDoesNotCount() {
        assertEquals(0, total("203.0.113.2 200 /l2dsr-ipv4/1"));
    }

    @Test
    void aRequestThatWasNotAnsweredWellDoesNotCount() {
        assertEquals(0, total("203.0.113.1 499 /l2dsr-ipv4/1"));
    }

    @Test
    void otherLinesDoNotCount() {
        assertEquals(0, total("", "/", "203.0.113.1 400 -", "203.0.113.1 200 /favicon.ico"));
    }

    private static long total(final String... lines) {
        return AccessLog.served(Stream.of(lines), SERVICES).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
