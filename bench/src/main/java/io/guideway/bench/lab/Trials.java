package io.guideway.bench.lab;

import io.guideway.bench.lab.search.Device;
import io.guideway.bench.lab.traffic.Offer;
import io.guideway.bench.lab.traffic.Traffic;
import io.guideway.bench.lab.traffic.Trial;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Runs trials for one purpose: each is logged, and one that the generator itself has spoilt is run again. */
final class Trials implements Device {
    /** A trial that is spoilt this often in a row counts as it is. */
    private static final int MOST_ATTEMPTS = 3;

    private final Lab lab;
    private final Traffic traffic;
    private final String size;
    private final String purpose;
    private final TrialLog log;
    private final Progress progress;

    Trials(
            final Lab lab,
            final Traffic traffic,
            final String size,
            final String purpose,
            final TrialLog log,
            final Progress progress) {
        this.lab = lab;
        this.traffic = traffic;
        this.size = size;
        this.purpose = purpose;
        this.log = log;
        this.progress = progress;
    }

    @Override
    public Trial run(final Offer offer) {
        Trial trial = once(offer);
        for (int attempt = 1; spoilt(trial) && attempt < MOST_ATTEMPTS; attempt++) {
            trial = once(offer);
        }
        return trial;
    }

    private boolean spoilt(final Trial trial) {
        return trial.late() || trial.heldUp(lab.plan().wiring().ring());
    }

    /** One trial, however it went. */
    Trial once(final Offer offer) {
        final Trial trial = traffic.run(offer);
        lab.check();
        log.add(size, purpose, trial, spoilt(trial));
        progress.trial(size, purpose, trial);
        rest();
        return trial;
    }

    /** The pause that lets the device come to itself (RFC 2544, section 23 e). */
    private void rest() {
        final long end =
                System.nanoTime() + Math.round(lab.plan().timing().restSeconds() * TimeUnit.SECONDS.toNanos(1));
        while (System.nanoTime() - end < 0) {
            lab.check();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }
}
