package io.guideway.bench.lab.search;

import io.guideway.bench.lab.traffic.Offer;
import io.guideway.bench.lab.traffic.Trial;
import java.util.ArrayList;
import java.util.List;

/** Frame loss against load (RFC 2544, section 26.3): from the highest rate down by tenths until two in a row lose nothing. */
public final class LossCurve {
    private static final int PERCENT = 100;
    private static final int STEP = 10;

    private LossCurve() {}

    /**
     * One load.
     *
     * @param percent of the highest rate
     * @param sent frames, of all trials
     * @param lost of those
     * @param forwarded frames a second that came back, in the mean
     */
    public record Point(int percent, double offered, long sent, long lost, double forwarded) {
        /** Lost by sent. */
        public double lossRatio() {
            return sent == 0 ? 0 : (double) lost / sent;
        }
    }

    /** Measures. */
    public static List<Point> measure(
            final Device device, final double most, final double trialSeconds, final int trials) {
        final List<Point> points = new ArrayList<>();
        int lossless = 0;
        for (int percent = PERCENT; percent > 0 && lossless < 2; percent -= STEP) {
            final Point point = point(device, percent, most * percent / PERCENT, trialSeconds, trials);
            points.add(point);
            lossless = point.lost() == 0 ? lossless + 1 : 0;
        }
        return List.copyOf(points);
    }

    private static Point point(
            final Device device, final int percent, final double rate, final double trialSeconds, final int trials) {
        long sent = 0;
        long lost = 0;
        double forwarded = 0;
        for (int i = 0; i < trials; i++) {
            final Trial trial = device.run(Offer.rate(rate, trialSeconds));
            sent += trial.sent();
            lost += trial.lost();
            forwarded += trial.forwardedRate() / trials;
        }
        return new Point(percent, rate, sent, lost, forwarded);
    }
}
