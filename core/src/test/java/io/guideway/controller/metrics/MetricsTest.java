package io.guideway.controller.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final String PAGE = "docs/statistics.md";

    private static Metrics metrics(final SampleNode node) {
        return new Metrics(node, () -> Optional.of(SampleNode.counters()), () -> 9);
    }

    private static Exposition told(final SampleNode node) throws IOException {
        return new Exposition(text(metrics(node), null));
    }

    private static String text(final Metrics metrics, final String accept) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        metrics.write(out, accept);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everythingIsToldWithItsValue() throws IOException {
        final Exposition told = told(new SampleNode(2, 2, true));
        assertEquals(1, told.sample("guideway_info{node=lb-1,version=1.0}"));
        assertEquals(1_700_000_000.5, told.sample("guideway_start_time_seconds"));
        assertEquals(2, told.sample("guideway_unsaved_changes"));
        assertEquals(1, told.sample("guideway_forwarder_connected"));
        assertEquals(7, told.sample("guideway_generation"));
        assertEquals(1, told.sample("guideway_generation_current"));
        assertEquals(1000, told.sample("guideway_packets_total{verdict=forwarded}"));
        assertEquals(42, told.sample("guideway_packets_total{verdict=no-backend}"));
        assertEquals(1001, told.sample("guideway_service_packets_total{service=service-1}"));
        assertEquals(64_001, told.sample("guideway_service_octets_total{service=service-1}"));
        assertEquals(501, told.sample("guideway_backend_packets_total{backend=10.0.1.1,service=service-1}"));
        assertEquals(32_001, told.sample("guideway_backend_octets_total{backend=10.0.1.1,service=service-1}"));
        assertEquals(0, told.sample("guideway_backend_weight{backend=10.0.1.1,service=service-1}"));
        assertEquals(10, told.sample("guideway_backend_configured_weight{backend=10.0.1.1,service=service-1}"));
        assertEquals(9, told.sample("guideway_health_transitions_total"));
        assertEquals(1042, told.sample("guideway_worker_packets_total{cpu=3,worker=0}"));
        assertEquals(7, told.sample("guideway_worker_bursts_total{cpu=3,worker=0}"));
        assertEquals(1, told.sample("guideway_worker_stalls_total{cpu=3,worker=0}"));
    }

    @Test
    void verdictsThatWereNeverGivenAreToldAsNone() throws IOException {
        final Exposition told = told(new SampleNode(0, 0, true));
        for (final Verdict verdict : Verdict.values()) {
            assertTrue(told.samples.containsKey("guideway_packets_total{verdict=%s}".formatted(verdict.text())));
        }
    }

    @Test
    void onlyCheckedBackendsAreUpOrDown() throws IOException {
        final Exposition told = told(new SampleNode(2, 2, true));
        assertEquals(1, told.sample("guideway_backend_up{backend=10.0.1.0,service=%s}".formatted(SampleNode.ODD_NAME)));
        assertEquals(0, told.sample("guideway_backend_up{backend=10.0.1.1,service=%s}".formatted(SampleNode.ODD_NAME)));
        assertFalse(told.samples.containsKey("guideway_backend_up{backend=10.0.1.0,service=service-1}"));
    }

    @Test
    void timesAreCountedInTheBucketsThatTheyBelongTo() throws IOException {
        final Exposition told = told(new SampleNode(0, 0, true));
        final String bursts = "guideway_worker_burst_seconds";
        assertEquals("histogram", told.types.get(bursts));
        assertEquals(3, told.sample(bursts + "_bucket{cpu=3,le=2.56E-7,worker=0}"));
        assertEquals(7, told.sample(bursts + "_bucket{cpu=3,le=5.12E-7,worker=0}"));
        assertEquals(7, told.sample(bursts + "_bucket{cpu=3,le=1.073741824,worker=0}"));
        assertEquals(7, told.sample(bursts + "_bucket{cpu=3,le=+Inf,worker=0}"));
        assertEquals(7, told.sample(bursts + "_count{cpu=3,worker=0}"));
        assertEquals((3 * 255 + 4 * 256.5) / 1e9, told.sample(bursts + "_sum{cpu=3,worker=0}"), 1e-12);
        final String gaps = "guideway_worker_poll_gap_seconds";
        assertEquals(0, told.sample(gaps + "_bucket{cpu=3,le=1.073741824,worker=0}"));
        assertEquals(1, told.sample(gaps + "_bucket{cpu=3,le=+Inf,worker=0}"));
    }

    @Test
    void withoutAForwarderThereAreNoWorkers() throws IOException {
        final Exposition told = told(new SampleNode(1, 1, false));
        assertEquals(0, told.sample("guideway_forwarder_connected"));
        assertTrue(told.samples.keySet().stream().noneMatch(key -> key.startsWith("guideway_worker_")));
    }

    @Test
    void openMetricsIsWrittenForWhoAsksForIt() throws IOException {
        final Metrics metrics = metrics(new SampleNode(1, 1, true));
        final String accept = "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5";
        assertTrue(metrics.contentType(accept).startsWith("application/openmetrics-text"));
        assertTrue(text(metrics, accept).endsWith("# EOF\n"));
        assertTrue(metrics.contentType("*/*").startsWith("text/plain"));
        assertTrue(metrics.contentType(null).startsWith("text/plain"));
    }

    @Test
    void everyMetricIsDescribed() throws IOException {
        final String page = Files.readString(Path.of("..", PAGE));
        for (final String name : told(new SampleNode(1, 1, true)).types.keySet()) {
            assertTrue(page.contains("`" + name + "`"), name);
        }
    }
}
