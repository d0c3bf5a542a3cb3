package io.guideway.forward;

import io.guideway.packet.Verdict;
import io.guideway.service.BackendNumbers;
import io.guideway.service.Origins;
import io.guideway.stats.CounterTable;

/**
 * What one worker has counted under one generation and, where it has gone on from others, under those: packets by verdict,
 * packets and octets by service and by backend. Octets are those of the frames as received. The worker writes, anybody
 * reads. What a service received is what its backends were sent and the rest: what was dropped, and what backends were sent that
 * it has no more. So a packet that is sent on is counted in one place. With the shared {@link io.guideway.service.Headers} that took 11 ns off a packet at 10,000 services.
 */
public final class WorkerCounters implements AutoCloseable {
    private static final int PACKETS = 0;
    private static final int OCTETS = 1;

    private final BackendNumbers numbers;
    private final Counts counted;
    private final Counts before;

    /** Counters of one shape. */
    private record Counts(CounterTable verdicts, CounterTable rest, CounterTable backends, CounterTable choices)
            implements AutoCloseable {
        static Counts of(final BackendNumbers numbers) {
            return new Counts(
                    new CounterTable(Verdict.count(), 1),
                    new CounterTable(numbers.services(), 2),
                    new CounterTable(numbers.count(), 2),
                    new CounterTable(Choice.count(), 1));
        }

        @Override
        public void close() {
            verdicts.close();
            rest.close();
            backends.close();
            choices.close();
        }
    }

    WorkerCounters(final BackendNumbers numbers) {
        this.numbers = numbers;
        counted = Counts.of(numbers);
        before = Counts.of(numbers);
    }

    /**
     * Takes over what was counted under the generation before; once, after the worker has left that one, and before anybody
     * reads this. A service that is no more is forgotten, but for its verdicts; a backend that is no more goes into its service's
     * rest, so that what a service counts never falls.
     */
    void continueFrom(final WorkerCounters old, final Origins origins) {
        for (int i = 0; i < Verdict.count(); i++) {
            before.verdicts.add(i, 0, old.packets(Verdict.of(i)));
        }
        for (final Choice choice : Choice.values()) {
            before.choices.add(choice.ordinal(), 0, old.packets(choice));
        }
        for (int i = 0; i < numbers.services(); i++) {
            final int was = origins.service(i);
            if (was != Origins.NEW) {
                continueService(i, old, was, origins);
            }
        }
    }

    private void continueService(final int service, final WorkerCounters old, final int was, final Origins origins) {
        long packets = old.servicePackets(was);
        long octets = old.serviceOctets(was);
        for (int backend = numbers.first(service); backend < numbers.end(service); backend++) {
            final int origin = origins.backend(backend);
            if (origin != Origins.NEW) {
                before.backends.addBoth(backend, old.backendPackets(origin), old.backendOctets(origin));
                packets -= old.backendPackets(origin);
                octets -= old.backendOctets(origin);
            }
        }
        before.rest.addBoth(service, packets, octets);
    }

    /** Packets received: the sum of all verdicts. */
    public long received() {
        long sum = 0;
        for (int i = 0; i < Verdict.count(); i++) {
            sum += packets(Verdict.of(i));
        }
        return sum;
    }

    /** Packets that got this verdict. */
    public long packets(final Verdict verdict) {
        return counted.verdicts.get(verdict.ordinal(), 0) + before.verdicts.get(verdict.ordinal(), 0);
    }

    /** Packets on slots that ask for records, which went where they went for this reason. */
    public long packets(final Choice choice) {
        return counted.choices.get(choice.ordinal(), 0) + before.choices.get(choice.ordinal(), 0);
    }

    /** Packets classified to a service, whatever became of them. */
    public long servicePackets(final int service) {
        return serviceSum(service, PACKETS);
    }

    /** Octets of the packets classified to a service. */
    public long serviceOctets(final int service) {
        return serviceSum(service, OCTETS);
    }

    private long serviceSum(final int service, final int column) {
        long sum = rest(service, column);
        for (int backend = numbers.first(service); backend < numbers.end(service); backend++) {
            sum += sent(backend, column);
        }
        return sum;
    }

    private long rest(final int service, final int column) {
        return counted.rest.get(service, column) + before.rest.get(service, column);
    }

    private long sent(final int backend, final int column) {
        return counted.backends.get(backend, column) + before.backends.get(backend, column);
    }

    /** Packets sent to a backend. */
    public long backendPackets(final int backend) {
        return sent(backend, PACKETS);
    }

    /** Octets of the packets sent to a backend. */
    public long backendOctets(final int backend) {
        return sent(backend, OCTETS);
    }

    /** Hot path, the worker only. */
    void addVerdict(final int verdict, final long packets) {
        counted.verdicts.add(verdict, 0, packets);
    }

    /** Hot path. Asks memory for what {@link #addBackend} will write. */
    void prefetchBackends(final Batch batch, final int count) {
        batch.prefetchCounters(counted.backends, count);
    }

    /** Hot path, the worker only. A packet that found its service and went no further. */
    void addDropped(final int service, final long octets) {
        counted.rest.addBoth(service, 1, octets);
    }

    /** Hot path, the worker only. A packet that was sent to a backend. */
    void addBackend(final int backend, final long octets) {
        counted.backends.addBoth(backend, 1, octets);
    }

    /** Hot path while slots move, the worker only. */
    void addChoice(final Choice choice) {
        counted.choices.add(choice.ordinal(), 0, 1);
    }

    @Override
    public void close() {
        counted.close();
        before.close();
    }
}
