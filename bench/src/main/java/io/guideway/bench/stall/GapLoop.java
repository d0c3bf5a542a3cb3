package io.guideway.bench.stall;

import io.guideway.bench.forward.Rate;
import io.guideway.forward.Worker;

/** Runs a worker for a time and records the gaps between its polls, the way that C's {@code gwb_run_gaps} does. */
final class GapLoop {
    /** Bursts between two questions whether the time is over. Their loop is compiled as a method of its own. */
    private static final int BURSTS = 256;

    private static final long NANOSECONDS = 1_000_000;

    private GapLoop() {}

    /** Forwards for about so long; on the worker's thread. */
    static Rate run(final Worker worker, final GapRecorder recorder, final int milliseconds) {
        final long start = System.nanoTime();
        final long end = start + milliseconds * NANOSECONDS;
        long packets = 0;
        recorder.begin(start);
        do {
            packets += bursts(worker, recorder);
        } while (recorder.lastNs() - end < 0);
        return new Rate(packets, recorder.lastNs() - start);
    }

    private static long bursts(final Worker worker, final GapRecorder recorder) {
        long packets = 0;
        for (int i = 0; i < BURSTS; i++) {
            packets += worker.runOnce();
            recorder.poll(System.nanoTime());
        }
        return packets;
    }
}
