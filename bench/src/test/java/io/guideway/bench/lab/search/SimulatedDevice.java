package io.guideway.bench.lab.search;

import io.guideway.bench.lab.traffic.Offer;
import io.guideway.bench.lab.traffic.Trial;
import io.guideway.bench.lab.traffic.TrialSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A device that forwards so many frames a second and no more, behind a buffer; now and then something disturbs it, and it
 * loses a few frames whatever the rate.
 */
final class SimulatedDevice implements Device {
    private final double capacity;
    private final double buffer;
    private final double disturbed;
    private final Random random = new Random(1);
    private final List<Offer> offers = new ArrayList<>();

    /** @param disturbed share of the trials */
    SimulatedDevice(final double capacity, final double buffer, final double disturbed) {
        this.capacity = capacity;
        this.buffer = buffer;
        this.disturbed = disturbed;
    }

    @Override
    public Trial run(final Offer offer) {
        offers.add(offer);
        final double seconds = offer.frames() > 0 ? offer.frames() / offer.framesPerSecond() : offer.seconds();
        final double tooMany = (offer.framesPerSecond() - capacity) * seconds - buffer;
        final long noise = random.nextDouble() < disturbed ? 5 : 0;
        return TrialSamples.trial(offer, Math.max(0, Math.round(tooMany)) + noise, 1500);
    }

    List<Offer> offers() {
        return offers;
    }
}
