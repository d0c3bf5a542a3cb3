package io.guideway.bench.lab.report;

import io.guideway.bench.lab.Environment;
import java.util.List;

/** The part of the page that says what it takes to run it again. */
final class HtmlEnvironment {
    private final LabReport report;
    private final Html page;

    HtmlEnvironment(final LabReport report, final Html page) {
        this.report = report;
        this.page = page;
    }

    void write() {
        final Environment environment = report.environment();
        page.heading("To repeat it");
        page.element("pre", "./guideway lab " + String.join(" ", environment.commandLine()));
        page.table(
                List.of("", "what"),
                List.of(
                        List.of("Guideway", environment.guideway()),
                        List.of("Java", environment.machine().java()),
                        List.of(
                                "JVM flags, of both processes",
                                String.join(" ", environment.machine().jvmFlags())),
                        List.of("DPDK", environment.machine().dpdk()),
                        List.of("DPDK's memory", environment.machine().memory()),
                        List.of("driver", environment.driver()),
                        List.of(
                                "frames a ring holds",
                                Integer.toString(report.plan().wiring().ring())),
                        List.of(
                                "processor",
                                "%s, %s CPUs".formatted(environment.machine().cpu(), environment.cpus())),
                        List.of("kernel", environment.kernel()),
                        List.of("kernel's command line", environment.kernelCommandLine()),
                        List.of("huge pages", String.join("; ", environment.hugePages())),
                        List.of("clock source", environment.clockSource()),
                        List.of(
                                "frames to",
                                "%s, UDP port %s"
                                        .formatted(
                                                report.device().vip(),
                                                report.device().port()))));
        page.element("h3", "Arguments of the generator's EAL");
        page.element("pre", String.join("\n", environment.generatorDpdk()));
        page.element("h3", "Configuration of the device, with the arguments of its EAL");
        page.element("pre", report.device().configuration());
    }
}
