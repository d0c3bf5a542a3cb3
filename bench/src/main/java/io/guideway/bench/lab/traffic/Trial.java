package io.guideway.bench.lab.traffic;

import org.HdrHistogram.Histogram;

/**
 * One trial: what was offered, what the sending side did, what came back.
 *
 * @param offer as asked for
 * @param seconds from the first slot to the last
 * @param sent frames handed to the port
 * @param refused those of them that the port did not take: the link was full, so they count as lost
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
        long missed,
        long sentOctets,
        long longestPauseNs,
        SinkCounts counts,
        Histogram latency) {

    /** Share of the slots that a generator may miss and still count as having offered what was asked for. */
    public static final double MOST_MISSED = 0.01;

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

    /** Whether the generator missed so many slots that the trial says nothing about the rate asked for. */
    public boolean late() {
        return missed > MOST_MISSED * (missed + sent);
    }
}
