package io.guideway.bench.lab;

import io.guideway.bench.lab.GeneratorCheck.Limit;
import io.guideway.bench.lab.search.BackToBack;
import io.guideway.bench.lab.search.Device;
import io.guideway.bench.lab.search.Goal;
import io.guideway.bench.lab.search.LatencyAtLoad;
import io.guideway.bench.lab.search.LossCurve;
import io.guideway.bench.lab.search.RateFound;
import io.guideway.bench.lab.search.RateSearch;
import io.guideway.bench.lab.traffic.FrameSize;
import io.guideway.bench.lab.traffic.Offer;
import io.guideway.bench.lab.traffic.Traffic;
import io.guideway.bench.lab.traffic.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** RFC 2544, section 26, one frame size after the other, over a lab whose device runs. On the generator's thread. */
final class Rfc2544 {
    /** Below this share of the highest rate nothing is searched for. */
    private static final double LEAST = 1e-3;

    /** Share of a rate that the generator missed slots at, which is tried next. */
    private static final double STEP_DOWN = 0.9;

    private static final int MOST_STEPS_DOWN = 8;

    /** The device warms up with half of what the generator can do: enough to keep it busy, not to drown it. */
    private static final double WARM_UP_LOAD = 0.5;

    private final Lab lab;
    private final Timing timing;
    private final TrialLog log;
    private final Progress progress;

    Rfc2544(final Lab lab, final TrialLog log, final Progress progress) {
        this.lab = lab;
        this.log = log;
        this.progress = progress;
        timing = lab.plan().timing();
    }

    /**
     * Measures.
     *
     * @param alone frames a second that the generator can do, by the order of the sizes
     * @param line gigabits a second that must not be exceeded
     */
    List<SizeResult> measure(final List<Double> alone, final OptionalDouble line) {
        final List<FrameSize> sizes = lab.plan().sizes();
        warmUp(sizes.getFirst(), alone.getFirst());
        final List<SizeResult> results = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            try (Traffic traffic = lab.traffic(sizes.get(i))) {
                results.add(measure(sizes.get(i), traffic, alone.get(i), line));
            }
        }
        return results;
    }

    private void warmUp(final FrameSize size, final double alone) {
        try (Traffic traffic = lab.traffic(size)) {
            final Trials trials = new Trials(lab, traffic, size.name(), "warm-up", log, progress);
            final Trial trial = trials.once(Offer.rate(WARM_UP_LOAD * alone, timing.warmUpSeconds()));
            if (trial.counts().received() == 0) {
                throw new LabException(
                        "the device sent nothing back of %d frames (%d others came); check its configuration"
                                .formatted(trial.sent(), trial.counts().foreign()));
            }
        }
    }

    private SizeResult measure(
            final FrameSize size, final Traffic traffic, final double alone, final OptionalDouble line) {
        final double resolution = lab.plan().resolution();
        final GeneratorCheck check = calibrate(size, traffic, alone, line);
        final double most = check.most();
        final Goal lossless = Goal.throughput(timing.trialSeconds(), timing.rateTrials(), resolution);
        final RateFound throughput = find(size, traffic, most, lossless, RateFound.none(lossless));
        final Goal nonDrop = Goal.ndr(timing.goalSeconds(), timing.goalTrials(), resolution);
        final RateFound ndr = find(size, traffic, most, nonDrop, RateFound.none(nonDrop));
        final Goal partialDrop = Goal.pdr(timing.goalSeconds(), timing.goalTrials(), resolution);
        final RateFound pdr = find(size, traffic, most, partialDrop, ndr);
        final List<LatencyAtLoad> latency = latency(size, traffic, throughput.forwarded());
        final List<LossCurve.Point> loss = LossCurve.measure(
                device(size, traffic, "frame loss"), most, timing.trialSeconds(), timing.rateTrials());
        final BackToBack bursts = BackToBack.measure(
                device(size, traffic, "back-to-back"), most, timing.burstSeconds(), timing.burstTrials(), resolution);
        progress.say("%-5s back-to-back %d frames (median)", size.name(), bursts.median());
        return new SizeResult(size, check, throughput, ndr, pdr, latency, loss, bursts);
    }

    /** The highest rate that the generator really offers the device: as fast as it can alone may be too fast with it. */
    private GeneratorCheck calibrate(
            final FrameSize size, final Traffic traffic, final double alone, final OptionalDouble line) {
        final Trials trials = new Trials(lab, traffic, size.name(), "calibration", log, progress);
        final double fastest = alone * GeneratorLimits.MARGIN;
        final double wire = line.isPresent() ? size.lineRate(line.getAsDouble(), 0) : Double.POSITIVE_INFINITY;
        Limit limit = wire <= fastest ? Limit.LINE : Limit.GENERATOR;
        double most = Math.min(fastest, wire);
        Trial trial = trials.once(Offer.rate(most, timing.goalSeconds()));
        for (int step = 0; trial.late() && step < MOST_STEPS_DOWN; step++) {
            limit = Limit.GENERATOR;
            most *= STEP_DOWN;
            trial = trials.once(Offer.rate(most, timing.goalSeconds()));
        }
        progress.say(
                "%-5s generator alone %s, offers the device up to %s",
                size.name(), Progress.mpps(alone), Progress.mpps(most));
        return new GeneratorCheck(alone, most, limit, growth(trial));
    }

    private static double growth(final Trial trial) {
        return trial.counts().received() == 0
                ? 0
                : (double) trial.counts().octets() / trial.counts().received()
                        - (double) trial.sentOctets() / trial.taken();
    }

    /** @param known satisfies a stricter goal, or none */
    private RateFound find(
            final FrameSize size, final Traffic traffic, final double most, final Goal goal, final RateFound known) {
        final RateFound found =
                new RateSearch(device(size, traffic, goal.name()), LEAST * most, most).find(goal, known);
        progress.say(
                "%-5s %s %s in %d trials", size.name(), goal.name(), Progress.mpps(found.forwarded()), found.trials());
        return found;
    }

    private List<LatencyAtLoad> latency(final FrameSize size, final Traffic traffic, final double throughput) {
        final List<LatencyAtLoad> points = new ArrayList<>();
        if (throughput > 0) {
            for (final int percent : lab.plan().latencyLoads()) {
                final LatencyAtLoad point = LatencyAtLoad.measure(
                        device(size, traffic, "latency"),
                        percent,
                        throughput,
                        timing.latencySeconds(),
                        timing.latencyTrials());
                points.add(point);
                progress.say(
                        "%-5s latency at %d %%: median %.1f us, 99 %% %.1f us",
                        size.name(), percent, point.microseconds(50), point.microseconds(99));
            }
        }
        return points;
    }

    private Device device(final FrameSize size, final Traffic traffic, final String purpose) {
        return new Trials(lab, traffic, size.name(), purpose, log, progress);
    }
}
