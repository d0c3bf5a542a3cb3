package io.guideway.bench.lab;

import io.guideway.bench.lab.report.LabReport;
import io.guideway.bench.lab.traffic.TrafficPorts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/** A run from nothing to its report, and back to nothing. On a thread that lives until the run has ended. */
final class LabRun {
    /** The yardstick where a virtual link has no rate of its own. */
    private static final double TEN_GIGABITS = 10;

    private final LabPlan plan;
    private final Interruption interruption;
    private final Progress progress;

    LabRun(final LabPlan plan, final Interruption interruption, final Progress progress) {
        this.plan = plan;
        this.interruption = interruption;
        this.progress = progress;
    }

    /**
     * Runs.
     *
     * @param commandLine what the user typed
     * @throws LabException if the device ends before its time, or was never there
     * @throws Interruption.Asked if somebody wanted it to end
     */
    LabReport run(final List<String> commandLine) throws IOException, InterruptedException {
        final Instant begin = Instant.now();
        final TrialLog log = new TrialLog();
        try (Lab lab = new Lab(plan, interruption)) {
            progress.say("the generator alone, %d frame sizes", plan.sizes().size());
            final List<Double> alone =
                    lab.onGenerator(() -> GeneratorLimits.measure(lab, interruption, "guideway-lab-" + pid()));
            interruption.check();
            progress.say("starting the device under test");
            lab.startDevice();
            final OptionalDouble line = line(lab.ports());
            final List<SizeResult> results =
                    lab.onGenerator(() -> new Rfc2544(lab, log, progress).measure(alone, line));
            log.addArrived(lab.onGenerator(lab::discardRest));
            final Conservation frames = new Conservation(log.taken(), lab.stopDevice(), log.arrived());
            return new LabReport(
                    plan,
                    lab.setup(),
                    line,
                    line.orElse(TEN_GIGABITS),
                    results,
                    log.entries(),
                    frames,
                    Environment.current(lab.dpdk(), lab.ports().driver(), commandLine),
                    begin,
                    Duration.between(begin, Instant.now()));
        }
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    /** The line that must not be exceeded: the one asked for, or the link's where there is a wire. */
    private OptionalDouble line(final TrafficPorts ports) {
        if (plan.lineGigabits().isPresent() || ports.driver().equals(Wiring.MEMIF) || ports.gigabits() == 0) {
            return plan.lineGigabits();
        }
        return OptionalDouble.of(ports.gigabits());
    }
}
