package io.guideway.bench.churn;

import io.guideway.bench.ProcessMemory;
import io.guideway.forwarder.ChurnRig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What happened in phases without changes and phases with changes, in turn.
 *
 * @param memory after the warm-up, and at each quarter of the time
 * @param sums of all packets, the warm-up's included
 */
record Churn(List<Phase> phases, List<ProcessMemory> memory, ChurnRig.Sums sums) {
    private static final int QUARTERS = 4;
    private static final long NS_A_SECOND = 1_000_000_000;
    private static final long NS_A_MS = 1_000_000;

    /**
     * How it is measured.
     *
     * @param rate changes a second in phases with changes
     * @param pairs of phases
     * @param phaseMs length of a phase
     * @param warmUpMs that services change before the first phase
     */
    record Plan(int rate, int pairs, int phaseMs, int warmUpMs) {}

    static Churn measure(final ChurnRig rig, final Plan plan) {
        phase(rig, plan, true, plan.warmUpMs);
        final List<Phase> phases = new ArrayList<>();
        final List<ProcessMemory> memory = new ArrayList<>(List.of(ProcessMemory.alive()));
        for (int i = 0; i < plan.pairs; i++) {
            phases.add(phase(rig, plan, false, plan.phaseMs));
            phases.add(phase(rig, plan, true, plan.phaseMs));
            while (memory.size() <= QUARTERS * (i + 1) / plan.pairs) {
                memory.add(ProcessMemory.alive());
            }
        }
        return new Churn(phases, memory, rig.end());
    }

    /** Changes at fixed distances; where one took longer, the next comes at once, but none after the end. */
    private static Phase phase(final ChurnRig rig, final Plan plan, final boolean changing, final int milliseconds) {
        final long start = System.nanoTime();
        final long end = start + milliseconds * NS_A_MS;
        final long offered = rig.offered();
        final int before = rig.changes();
        final long distance = changing ? NS_A_SECOND / plan.rate : milliseconds * NS_A_MS;
        for (long due = start + distance; due - end < 0 && System.nanoTime() - end < 0; due += distance) {
            awaitTime(due);
            rig.change();
        }
        awaitTime(end);
        return new Phase(changing, rig.changes() - before, rig.offered() - offered, System.nanoTime() - start);
    }

    private static void awaitTime(final long atNs) {
        for (long left = atNs - System.nanoTime(); left > 0; left = atNs - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** The median rate of packets with changes or without. */
    double mpps(final boolean changing) {
        final double[] sorted = phases.stream()
                .filter(phase -> phase.changing() == changing)
                .mapToDouble(Phase::mpps)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    /** Changes a second in the phases that had any. */
    double changesPerSecond() {
        return phases.stream()
                .filter(Phase::changing)
                .mapToDouble(Phase::changesPerSecond)
                .average()
                .orElse(0);
    }

    /** Whether every packet that was given was received and forwarded, and every one that left was looked at. */
    boolean sumsUp() {
        return sums.offered() == sums.received()
                && sums.received() == sums.forwarded()
                && sums.forwarded() == sums.checked();
    }
}
