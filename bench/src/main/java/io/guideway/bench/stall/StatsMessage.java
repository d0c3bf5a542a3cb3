package io.guideway.bench.stall;

import io.guideway.bench.forward.Reference;
import io.guideway.bench.forward.Rig;
import io.guideway.bench.forward.Scenario;
import io.guideway.forward.WorkerCounters;
import io.guideway.packet.Verdict;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Every counter of both workers, read while they count: 8 octets each, in the machine's order. By verdict the packets of Java
 * and of C; by service and by backend packets and octets of Java, then of C.
 */
final class StatsMessage {
    private final WorkerCounters java;
    private final Reference c;
    private final int services;
    private final int backends;
    private final UnsafeBuffer octets;
    private int end;

    StatsMessage(final Rig rig, final Scenario scenario) {
        java = rig.counters();
        c = rig.reference();
        services = scenario.services();
        backends = Math.multiplyExact(scenario.services(), scenario.backends());
        final int counters = Math.addExact(2 * Verdict.count(), Math.multiplyExact(4, services + backends));
        octets = new UnsafeBuffer(new byte[Math.multiplyExact(Long.BYTES, counters)]);
    }

    /** Reads the counters; the same buffer every time, full. */
    DirectBuffer read() {
        end = 0;
        for (final Verdict verdict : Verdict.values()) {
            put(java.packets(verdict));
            put(c.packets(verdict));
        }
        for (int i = 0; i < services; i++) {
            put(java.servicePackets(i));
            put(java.serviceOctets(i));
            put(c.servicePackets(i));
            put(c.serviceOctets(i));
        }
        for (int i = 0; i < backends; i++) {
            put(java.backendPackets(i));
            put(java.backendOctets(i));
            put(c.backendPackets(i));
            put(c.backendOctets(i));
        }
        return octets;
    }

    private void put(final long counter) {
        octets.putLong(end, counter);
        end += Long.BYTES;
    }
}
