package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.service.Mode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The pairs of address families that the demo leaves out, in the demo's lab: the kernel of a backend accepts the outer
 * packet, and TCP works through it. Needs root.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class MixedFamiliesIT {
    private static final List<LabService> SERVICES = List.of(
            new LabService(Mode.IPIP, Family.IPV4, Family.IPV6, "203.0.113.3"),
            new LabService(Mode.IPIP, Family.IPV6, Family.IPV4, "2001:db8::3"));

    @BeforeAll
    static void requireWhatItNeeds() throws IOException {
        assertEquals(List.of(), Requirements.missing(), "these tests cannot run here; run them as root");
    }

    @Test
    void oneFamilyInsideTheOtherReachesEveryBackend() throws Exception {
        final DemoRun run = DemoRun.ofThisProcess();
        final Progress silent = new Progress(System.err, Progress.Style.NONE, 200);
        final DemoReport report;
        try (Guardian _ = Guardian.of(run)) {
            report = new Demo(new Lab(run, SERVICES), 200, silent).perform();
        }
        assertEquals(List.of(), report.problems(), report.forwarderWords());
        assertEquals(0, report.failed());
        assertEquals(
                List.of("ipip, IPv4 in IPv6", "ipip, IPv6 in IPv4"),
                report.services().stream()
                        .map(result -> result.service().title())
                        .toList());
    }
}
