package io.guideway.bench.lab.traffic;

import io.guideway.ring.InterruptHold;
import io.guideway.ring.Mem;
import io.guideway.ring.NativeBlock;

/**
 * Sends a stream and counts what comes back, trial after trial, on the thread that calls: pinned, registered with DPDK, and
 * the only one that uses the ports. Any thread may {@link #stop} it.
 */
public final class Generator implements AutoCloseable {
    /** Most frames handed over at once. */
    static final int BURST = 32;

    // struct gwl_trial
    private static final int FRAMES_PER_CYCLE = 0;
    private static final int CYCLES = 8;
    private static final int FRAMES = 16;
    private static final int DRAIN = 24;
    private static final int SLIP = 32;
    private static final int EARLY = 40;
    private static final int STOP = 44;
    private static final int OFFERED = 48;
    private static final int REFUSED = 56;
    private static final int MISSED = 64;
    private static final int TAKEN_OCTETS = 72;
    private static final int ELAPSED = 80;
    private static final int LONGEST_PAUSE = 88;
    private static final int SIZE = 96;

    /** Slots that are made up for when late: those of so long. More would be a burst that nobody asked for. */
    private static final double SLIP_SECONDS = 20e-6;

    private static final double NANOSECONDS = 1e9;
    private static final int SIGNATURES = 1 << 16;

    private final NativeBlock trial = new NativeBlock(SIZE);
    private final long hertz = TrafficLibrary.tscHz();
    private final Flows flows;
    private final Sink sink;
    private final Drain drain;
    private boolean open = true;
    private int signature = (int) (System.nanoTime() >>> Short.SIZE);

    /**
     * How long a trial waits for frames on their way.
     *
     * @param seconds at the most
     * @param early ends the wait when every frame is back
     */
    public record Drain(double seconds, boolean early) {}

    /** DPDK runs; the flows are drawn here. */
    public Generator(final int flowCount, final boolean ipv6, final long seed, final Drain drain) {
        flows = new Flows(flowCount, ipv6, seed);
        sink = new Sink(flowCount);
        this.drain = drain;
    }

    /**
     * Frames of one size to one target through those ports.
     *
     * @return a stream for {@link #run}; closed by the caller, before this is
     */
    public Traffic traffic(final Target target, final FrameSize size, final TrafficPorts ports) {
        return new Traffic(this, new Stream(flows, target, size, ports.links(), BURST), ports.links());
    }

    /**
     * One trial; on the generator's thread. A device that dies meanwhile takes nothing along: where that would take the
     * link's memory away, it has to wait for the end of the trial.
     */
    Trial run(final Stream stream, final TrafficLinks links, final Offer offer) {
        try (InterruptHold _ = new InterruptHold()) {
            return runHeld(stream, links, offer);
        }
    }

    private Trial runHeld(final Stream stream, final TrafficLinks links, final Offer offer) {
        prepare(offer);
        final long discarded = TrafficLibrary.discard(links.rxPort());
        signature = (signature + 1) % SIGNATURES;
        stream.sign(signature);
        sink.begin(signature);
        final int result = TrafficLibrary.run(stream.address(), sink.address(), trial.address());
        if (result < 0) {
            throw new IllegalStateException("there is no pool %s (errno %d)".formatted(links.pool(), -result));
        }
        return outcome(offer, discarded);
    }

    private void prepare(final Offer offer) {
        final long at = trial.address();
        final boolean flatOut = Double.isInfinite(offer.framesPerSecond());
        Mem.i64(at + FRAMES_PER_CYCLE, Double.doubleToRawLongBits(flatOut ? 0 : offer.framesPerSecond() / hertz));
        Mem.i64(at + CYCLES, Math.round(offer.seconds() * hertz));
        Mem.i64(at + FRAMES, offer.frames());
        Mem.i64(at + DRAIN, Math.round(drain.seconds() * hertz));
        Mem.i64(at + SLIP, slip(offer));
        Mem.i32(at + EARLY, drain.early() ? 1 : 0);
        for (int out = OFFERED; out < SIZE; out += Long.BYTES) {
            Mem.i64(at + out, 0);
        }
    }

    /** A burst of a number of frames is sent whole, however late. */
    static long slip(final Offer offer) {
        return offer.frames() > 0
                ? offer.frames()
                : Math.max(BURST, Math.round(Math.min(offer.framesPerSecond(), 1e9) * SLIP_SECONDS));
    }

    private Trial outcome(final Offer offer, final long discarded) {
        return new Trial(
                offer,
                Math.max(1, out(ELAPSED)) / (double) hertz,
                out(OFFERED),
                out(REFUSED),
                discarded,
                out(MISSED),
                out(TAKEN_OCTETS),
                Math.round(out(LONGEST_PAUSE) * NANOSECONDS / hertz),
                sink.counts(),
                sink.latencies().nanoseconds(hertz));
    }

    private long out(final int offset) {
        return Mem.i64(trial.address() + offset);
    }

    /** Takes whatever still comes by those ports, for so long; frames thrown away. On the generator's thread. */
    public long discard(final TrafficPorts ports, final double seconds) {
        final long end = System.nanoTime() + Math.round(seconds * NANOSECONDS);
        long frames = 0;
        try (InterruptHold _ = new InterruptHold()) {
            do {
                frames += TrafficLibrary.discard(ports.links().rxPort());
            } while (System.nanoTime() - end < 0);
        }
        return frames;
    }

    /** Ends the trial that runs, and every later one at its beginning. Any thread, also when this is closed already. */
    public synchronized void stop() {
        if (open) {
            Mem.i32(trial.address() + STOP, 1);
        }
    }

    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            trial.close();
            flows.close();
            sink.close();
        }
    }
}
