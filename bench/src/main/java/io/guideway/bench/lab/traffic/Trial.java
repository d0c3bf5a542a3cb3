package io.guideway.bench.lab.traffic;

import org.HdrHistogram.Histogram;

/**
 * One trial: what was offered, what the sending side did, what came back.
 *
 * @param offer as asked for
 * @param seconds from the first slot to the last
 * @param sent frames handed to the port
 * @param refused those of them that the port did not take: the link was full, so they count as lost
 * @param discarded frames of earlier trials that were thrown away before this one
 * @param missed slots that passed while the generator was late; no frame was sent for them, so none is lost
 * @param sentOctets of the frames that the port took, without frame checksums
 * @param longestPauseNs longest time between two looks at the clock
 * @param counts of the sink
 * @param latency nanoseconds of the received frames
 */
public record Trial(
        Offer offer,
        double seconds,
        long sent,
        long refused,
        long discarded,
        long missed,
        long sentOctets,
        long longestPauseNs,
        SinkCounts counts,
        Histogram latency) {

    /**
     * Share of the slots that a generator may miss and still count as having offered what was asked for. A virtual machine
     * takes its processor away for a percent of the time; results tell what was really forwarded.
     */
    public static final double MOST_MISSED = 0.03;

    private static final double NANOSECONDS = 1e9;

    /** A pause seldom comes alone. */
    private static final double MOST_PAUSES = 10;

    /** Frames that came by the link: this trial's in any number, and others. */
    public long arrived() {
        return discarded + counts.received() + counts.duplicates() + counts.stale() + counts.foreign();
    }

    /** Frames that went into the link. */
    public long taken() {
        return sent - refused;
    }

    /** Frames sent that did not come back, those that the link did not take among them. */
    public long lost() {
        return sent - counts.received();
    }

    /** Lost by sent; 0 where nothing was sent. */
    public double lossRatio() {
        return sent == 0 ? 0 : (double) lost() / sent;
    }

    /** Frames a second that were sent. */
    public double sentRate() {
        return sent / seconds;
    }

    /** Frames a second that came back. */
    public double forwardedRate() {
        return counts.received() / seconds;
    }

    /**
     * Whether frames were lost while the generator itself was held up for longer than a ring takes to fill, and not so many
     * that it cannot have been that: then nobody knows whose loss it was.
     *
     * @param ring frames that a ring of the link holds
     */
    public boolean heldUp(final int ring) {
        final double held = longestPauseNs * sentRate() / NANOSECONDS;
        return held > ring && lost() > 0 && lost() < MOST_PAUSES * held;
    }

    /** Whether the generator missed so many slots that the trial says nothing about the rate asked for. */
    public boolean late() {
        return missed > MOST_MISSED * (missed + sent);
    }
}
