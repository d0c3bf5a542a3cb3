package io.guideway.forwarder.porter;

import io.guideway.forward.Hatch;
import io.guideway.ring.NativeBlock;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The way between a port and the kernel: a TAP device that has the port's addresses. What workers may give to the kernel is
 * measured out by time, so that a flood of strangers costs them one comparison a packet; what the kernel sends goes by the
 * workers' hatches, in small portions. The porter's thread. Does not close the end.
 */
final class KernelPath implements AutoCloseable {
    private static final int MOST_READ = 32;
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

    /** What may come at once, as a share of a second. */
    private static final long BURSTS = 20;

    private final int port;
    private final KernelEnd end;
    private final Solicitor solicitor;
    private final List<Hatch> hatches;
    private final int rate;
    private final int longest;
    private final NativeBlock frame;
    private final long longestNs;
    private long spentNs;
    private volatile long refused;

    /**
     * @param rate frames a second that workers may give, all together
     * @param longest octets of a frame
     */
    KernelPath(
            final int port,
            final KernelEnd end,
            final Solicitor solicitor,
            final List<Hatch> hatches,
            final int rate,
            final int longest,
            final long nowNs) {
        this.port = port;
        this.end = end;
        this.solicitor = solicitor;
        this.hatches = hatches;
        this.rate = rate;
        this.longest = longest;
        frame = new NativeBlock(longest);
        longestNs = Math.max(SECOND_NS / BURSTS, SECOND_NS / rate);
        spentNs = nowNs - longestNs;
    }

    /** Gives the kernel a frame; one that it has no room for is lost, as on a link. */
    void deliver(final long octets, final int length) {
        if (end.write(octets, length) != length) {
            refused++;
        }
    }

    /** Frames that the kernel has not taken; any thread. */
    long refused() {
        return refused;
    }

    /** Brings what the kernel sends to the workers; returns how many frames. */
    int carry() {
        int carried = 0;
        int length = end.read(frame.address(), longest);
        while (length > 0) {
            solicitor.send(port, frame.address(), length);
            carried++;
            length = carried < MOST_READ ? end.read(frame.address(), longest) : 0;
        }
        return carried;
    }

    /**
     * Fills up what the workers may give: each has the same at hand, and who needs none leaves it to the others. Time that is
     * not spent is good for a burst and no longer.
     */
    void allow(final long nowNs) {
        spentNs = Math.max(spentNs, nowNs - longestNs);
        long free = (nowNs - spentNs) * rate / SECOND_NS;
        final long atHand = Math.max(1, rate / BURSTS / hatches.size());
        for (int i = 0; i < hatches.size() && free > 0; i++) {
            final long more = Math.min(free, atHand - hatches.get(i).allowed(port));
            if (more > 0) {
                hatches.get(i).allow(port, more);
                free -= more;
                spentNs += more * SECOND_NS / rate;
            }
        }
    }

    @Override
    public void close() {
        frame.close();
    }
}
