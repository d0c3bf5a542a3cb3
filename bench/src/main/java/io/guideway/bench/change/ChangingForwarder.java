package io.guideway.bench.change;

import io.guideway.bench.lab.LabException;
import io.guideway.bench.lab.device.DeviceCounters;
import io.guideway.bench.lab.device.DeviceProcess;
import io.guideway.cli.HalfFlags;
import io.guideway.controller.ForwarderLink;
import io.guideway.service.Service;
import io.guideway.wire.Adopted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * {@code guideway forwarder} in a process of its own, with the flags that {@code run} gives it and under full load, and in this
 * one the link by which it is told of changes. One thread.
 */
public final class ChangingForwarder implements AutoCloseable {
    private static final long LONGEST_S = 60;

    /** Between two changes, so that both ends have nothing to do when the next comes: 2 to 12 ms, at no fixed distance. */
    private static final long LEAST_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final long PAUSE_SPREAD_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ChangingSite site;
    private final Traffic traffic;
    private final DeviceProcess process;
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final Random pauses = new Random(1);
    private volatile String lastLine = "nothing";
    private volatile long known;
    private volatile ForwarderLink link;

    /** What the forwarder has adopted, and when the controller knew it. */
    private record Answer(Adopted adopted, long atNs) {}

    /**
     * Starts it.
     *
     * @param cpu of the forwarder's one worker
     * @param flags more for its JVM
     */
    public ChangingForwarder(final ChangingSite site, final int cpu, final String... flags) throws IOException {
        this.site = site;
        traffic = new Traffic(site);
        try {
            process = DeviceProcess.start(
                    traffic.configuration(cpu),
                    Stream.concat(HalfFlags.FORWARDER.stream(), Stream.of(flags))
                            .toList(),
                    "forwarder",
                    "--wire",
                    traffic.wire().toString());
        } catch (final IOException failure) {
            traffic.close();
            throw failure;
        }
    }

    /** Returns when the forwarder goes by the site's first services. */
    public void begin() throws InterruptedException {
        link = new ForwarderLink(traffic.wire(), "bench", site.after(0), this::note);
        process.awaitForwarding(() -> false);
        await();
    }

    /** The link says something: perhaps that a generation is adopted. On the link's thread. */
    private void note(final String line) {
        final long nowNs = System.nanoTime();
        lastLine = line;
        if (link != null) {
            link.adopted().filter(adopted -> adopted.generation() != known).ifPresent(adopted -> {
                known = adopted.generation();
                answers.add(new Answer(adopted, nowNs));
            });
        }
    }

    private Answer await() throws InterruptedException {
        final Answer answer = answers.poll(LONGEST_S, TimeUnit.SECONDS);
        process.requireAlive();
        if (answer == null) {
            throw new LabException("the forwarder has not adopted a change within %d s; the controller's last word: %s"
                    .formatted(LONGEST_S, lastLine));
        }
        return answer;
    }

    /** Makes the changes from {@code first} on, one after the other, each when the one before is adopted. */
    List<Change> change(final int first, final int count) throws InterruptedException {
        final List<Change> changes = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            LockSupport.parkNanos(LEAST_PAUSE_NS + pauses.nextLong(PAUSE_SPREAD_NS));
            changes.add(change(i));
        }
        return changes;
    }

    /** Makes one change; returns when it is adopted. */
    public Change change(final int number) throws InterruptedException {
        final List<Service> services = site.after(number);
        final long start = System.nanoTime();
        link.want(services);
        final Answer answer = await();
        return new Change(ChangingSite.kind(number), answer.atNs - start, answer.adopted.durationNs());
    }

    /** The forwarder's process. */
    public long pid() {
        return process.pid();
    }

    /** Ends the forwarder; returns what it counted. */
    public DeviceCounters end() throws InterruptedException {
        link.close();
        return process.stop();
    }

    @Override
    public void close() throws IOException {
        if (link != null) {
            link.close();
        }
        process.close();
        traffic.close();
    }
}
