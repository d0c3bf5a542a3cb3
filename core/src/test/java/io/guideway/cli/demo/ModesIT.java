package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.service.Mode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The modes that the demo leaves out, in the demo's lab: kernels accept what the node sends, and TCP works through it. Over mixed
 * families GUE has its header and a checksum, which the receiving kernel looks at; else neither. Needs root.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ModesIT {
    private static final List<LabService> SERVICES = services();

    @BeforeAll
    static void requireWhatItNeeds() throws IOException {
        assertEquals(List.of(), Requirements.missing(), "these tests cannot run here; run them as root");
    }

    @Test
    void everyModeReachesEveryBackend() throws Exception {
        final DemoRun run = DemoRun.ofThisProcess();
        final Progress silent = new Progress(System.err, Progress.Style.NONE, 300);
        final DemoReport report;
        try (Guardian _ = Guardian.of(run)) {
            report = new Demo(new Lab(run, SERVICES), 300, silent).perform();
        }
        assertEquals(List.of(), report.problems(), report.forwarderWords());
        assertEquals(0, report.failed());
        assertEquals(SERVICES.size(), report.services().size());
    }

    private static List<LabService> services() {
        final List<LabService> services = new ArrayList<>();
        for (final Mode mode : List.of(Mode.GRE, Mode.GUE, Mode.L3DSR)) {
            for (final Family family : Family.values()) {
                for (final Family over : Family.values()) {
                    if (mode != Mode.L3DSR || family == over) {
                        final String vip = family == Family.IPV4 ? "203.0.113.%d" : "2001:db8::%d";
                        services.add(new LabService(mode, family, over, vip.formatted(20 + services.size())));
                    }
                }
            }
        }
        return services;
    }
}
