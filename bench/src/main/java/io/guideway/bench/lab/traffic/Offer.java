package io.guideway.bench.lab.traffic;

/**
 * What a trial is to offer.
 *
 * @param framesPerSecond above 0; infinity: as fast as the generator can
 * @param seconds length, above 0
 * @param frames ends it sooner, after so many; 0: does not
 */
public record Offer(double framesPerSecond, double seconds, long frames) {
    /** @throws IllegalArgumentException if a number is out of its range */
    public Offer {
        if (!(framesPerSecond > 0) || !(seconds > 0) || frames < 0) {
            throw new IllegalArgumentException("%s frames/s for %s s, %d frames; give rates and times above 0"
                    .formatted(framesPerSecond, seconds, frames));
        }
    }

    /** A steady rate for a time. */
    public static Offer rate(final double framesPerSecond, final double seconds) {
        return new Offer(framesPerSecond, seconds, 0);
    }

    /** As fast as the generator can, for a time. */
    public static Offer flatOut(final double seconds) {
        return new Offer(Double.POSITIVE_INFINITY, seconds, 0);
    }

    /** So many frames back to back at a rate; the time is bounded by four times what they take. */
    public static Offer burst(final double framesPerSecond, final long frames) {
        return new Offer(framesPerSecond, 4 * frames / framesPerSecond + 1, frames);
    }
}
