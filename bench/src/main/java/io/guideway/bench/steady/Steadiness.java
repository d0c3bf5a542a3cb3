package io.guideway.bench.steady;

import io.guideway.bench.ProcessMemory;
import io.guideway.bench.change.ChangingForwarder;
import io.guideway.bench.change.ChangingSite;
import io.guideway.bench.lab.device.DeviceCounters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What a forwarder's heap and collector did.
 *
 * @param readings after the warm-up, each minute, and at the end
 * @param warmUp collections until the warm-up was over
 * @param collections those after it
 * @param counters at the forwarder's end
 */
record Steadiness(
        List<Reading> readings, List<Collection> warmUp, List<Collection> collections, DeviceCounters counters) {
    private static final long NS_A_SECOND = 1_000_000_000;
    private static final long NS_A_MINUTE = 60 * NS_A_SECOND;
    private static final double MIB = 1 << 20;
    private static final int KIB_A_MIB = 1024;

    /**
     * How it is measured.
     *
     * @param changesPerMinute 0: none
     * @param warmUpSeconds with changes too
     */
    record Plan(double minutes, int changesPerMinute, double warmUpSeconds) {}

    /** Runs a forwarder, on CPU {@code cpu}, from its start to its end. */
    static Steadiness measure(final ChangingSite site, final int cpu, final Plan plan)
            throws IOException, InterruptedException {
        final Path log = Files.createTempFile("guideway-steady-", ".log");
        try (ChangingForwarder forwarder = new ChangingForwarder(site, cpu, CollectionLog.flag(log))) {
            forwarder.begin();
            final Changes changes = new Changes(forwarder, plan.changesPerMinute);
            changes.until(System.nanoTime() + (long) (plan.warmUpSeconds * NS_A_SECOND));
            final List<Collection> warmUp = CollectionLog.read(log);
            final List<Reading> readings = readings(forwarder, changes, plan.minutes);
            final DeviceCounters counters = forwarder.end();
            final List<Collection> all = CollectionLog.read(log);
            return new Steadiness(readings, warmUp, all.subList(warmUp.size(), all.size()), counters);
        } finally {
            Files.delete(log);
        }
    }

    private static List<Reading> readings(
            final ChangingForwarder forwarder, final Changes changes, final double minutes)
            throws IOException, InterruptedException {
        final List<Reading> readings = new ArrayList<>();
        final int before = changes.made;
        final long start = System.nanoTime();
        final long end = start + (long) (minutes * NS_A_MINUTE);
        for (long next = start; next - end < 0; ) {
            readings.add(reading(forwarder, start, changes.made - before));
            next = Math.min(next + NS_A_MINUTE, end);
            changes.until(next);
        }
        readings.add(reading(forwarder, start, changes.made - before));
        return readings;
    }

    private static Reading reading(final ChangingForwarder forwarder, final long start, final int changes)
            throws IOException, InterruptedException {
        return new Reading(
                (System.nanoTime() - start) / (double) NS_A_SECOND,
                changes,
                HeapUse.mib(forwarder.pid()),
                ProcessMemory.resident(forwarder.pid()) / MIB);
    }

    /** Changes at fixed distances. */
    private static final class Changes {
        private final ChangingForwarder forwarder;
        private final long distance;
        private long due = System.nanoTime();
        private int made;

        Changes(final ChangingForwarder forwarder, final int perMinute) {
            this.forwarder = forwarder;
            distance = perMinute == 0 ? Long.MAX_VALUE / 2 : NS_A_MINUTE / perMinute;
            due += distance;
        }

        /** Makes those that are due until then, and returns then. */
        void until(final long endNs) throws InterruptedException {
            for (; due - endNs < 0; due += distance) {
                awaitTime(due);
                forwarder.change(++made);
            }
            awaitTime(endNs);
        }

        private static void awaitTime(final long atNs) {
            for (long left = atNs - System.nanoTime(); left > 0; left = atNs - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    Reading first() {
        return readings.getFirst();
    }

    Reading last() {
        return readings.getLast();
    }

    /** Kilobytes that a change leaves behind, and all else that the forwarder did meanwhile; where nothing was collected. */
    double kibPerChange() {
        return last().changes() == 0 ? 0 : (last().usedMib() - first().usedMib()) * KIB_A_MIB / last().changes();
    }

    /** Whether every packet that was taken from a port has exactly one verdict. */
    boolean sumsUp() {
        return counters.taken() == counters.received()
                && counters.received()
                        == counters.forwarded()
                                + counters.drops().values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum();
    }
}
