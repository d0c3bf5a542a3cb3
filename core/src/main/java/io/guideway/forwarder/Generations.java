package io.guideway.forwarder;

import io.guideway.forward.ServiceTable;
import io.guideway.forward.View;
import io.guideway.forward.Worker;
import io.guideway.rewrite.BackendTable;
import io.guideway.rewrite.Route;
import io.guideway.ring.WorkerThread;
import io.guideway.service.Backend;
import io.guideway.service.Difference;
import io.guideway.service.Generation;
import io.guideway.service.Origins;
import io.guideway.service.Service;
import io.guideway.service.TableStore;
import io.guideway.thread.Threads;
import io.guideway.wire.Counters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/**
 * The generations of a forwarder: the one that its workers go by, and how they come to the next. That is built beside it,
 * offered to every worker, and adopted by each between two bursts; when the last has, nobody reads the old one any more and
 * its memory is free. Any thread, one at a time.
 */
final class Generations implements AutoCloseable {
    private static final long LOOK_AGAIN_NS = TimeUnit.MICROSECONDS.toNanos(10);

    private final BiFunction<Service, Backend, Route> routes;
    private final TableStore store = new TableStore(this::allHands);
    private final List<Member> members = new ArrayList<>();
    private ServiceTable current;

    /** A worker, whether its thread still runs, and what it is to go by. */
    private static final class Member {
        final int cpu;
        final Worker worker;
        final BooleanSupplier runs;
        View view;

        Member(final int cpu, final Worker worker, final BooleanSupplier runs) {
            this.cpu = cpu;
            this.worker = worker;
            this.runs = runs;
            view = worker.adopted();
        }

        /** A worker that ended by a fault reads nothing any more. */
        boolean hasLeft(final View before) {
            return worker.adopted() != before || !runs.getAsBoolean();
        }
    }

    /**
     * Builds the first generation.
     *
     * @param number of it
     * @param routes finds the way to a backend of a service
     */
    Generations(final long number, final List<Service> services, final BiFunction<Service, Backend, Route> routes) {
        this.routes = routes;
        current = picture(number, services);
    }

    private ServiceTable picture(final long number, final List<Service> services) {
        final Generation generation = new Generation(number, services, store);
        try {
            return new ServiceTable(generation, new BackendTable(services, routes));
        } catch (final RuntimeException | Error failure) {
            generation.close();
            throw failure;
        }
    }

    /** What a worker that is to start goes by first. */
    synchronized View view() {
        return new View(current);
    }

    /**
     * From now on this worker is told of every generation.
     *
     * @param runs whether its thread is alive
     */
    synchronized void join(final int cpu, final Worker worker, final BooleanSupplier runs) {
        members.add(new Member(cpu, worker, runs));
    }

    /**
     * Builds the next generation and returns when every worker goes by it; the workers run.
     *
     * @param number above that of the one in use
     * @param services validated
     * @throws IllegalArgumentException if no port leads to a backend, or the number is not above; nothing has changed then
     */
    synchronized Adoption adopt(final long number, final List<Service> services) {
        final long start = System.nanoTime();
        if (number <= current.generation().number()) {
            throw new IllegalArgumentException(
                    "generation %d is not newer than %d, which is in use; give it a higher number"
                            .formatted(number, current.generation().number()));
        }
        final ServiceTable next = picture(number, services);
        final List<View> left = members.stream().map(member -> member.view).toList();
        members.forEach(member -> offer(member, next));
        for (int i = 0; i < left.size(); i++) {
            awaitAdoption(members.get(i), left.get(i));
        }
        final long nanoseconds = System.nanoTime() - start;
        final Origins origins = new Origins(current.generation(), next.generation());
        for (int i = 0; i < left.size(); i++) {
            members.get(i).view.continueFrom(left.get(i), origins);
            left.get(i).close();
        }
        final Difference difference = Difference.between(current.generation(), next.generation(), origins);
        current.close();
        current = next;
        return new Adoption(
                next.generation().number(),
                difference,
                nanoseconds,
                next.generation().services().size());
    }

    /** Workers that wait for their first generation lend their CPUs to those who build it. */
    private void allHands(final Runnable task) {
        final List<Thread> guests = members.stream()
                .filter(member -> !member.worker.hasGeneration())
                .map(member -> onCpu(member.cpu, task))
                .toList();
        TableStore.hands(task);
        guests.forEach(Threads::awaitEnd);
    }

    private static Thread onCpu(final int cpu, final Runnable task) {
        return Thread.ofPlatform().name("tables-" + cpu).start(() -> {
            WorkerThread.pin(cpu);
            task.run();
        });
    }

    private static void offer(final Member member, final ServiceTable next) {
        member.view = new View(next);
        member.worker.offer(member.view);
    }

    /** A worker looks before each round of its queues, which takes microseconds, or 0.1 ms where it idles. */
    private static void awaitAdoption(final Member member, final View before) {
        while (!member.hasLeft(before)) {
            LockSupport.parkNanos(LOOK_AGAIN_NS);
        }
    }

    /** The generation in use. */
    synchronized Generation current() {
        return current.generation();
    }

    /** What has become of the packets so far. */
    synchronized Report report(final DeviceCounts devices) {
        final List<Report.WorkerSource> sources = members.stream()
                .map(member -> new Report.WorkerSource(member.cpu, member.view.counters()))
                .toList();
        return Report.of(current.generation(), sources, devices);
    }

    /** The same as a message, with the workers' times. */
    synchronized Counters counters(final CounterMessage message) {
        message.begin(current.generation());
        for (int i = 0; i < members.size(); i++) {
            final Member member = members.get(i);
            message.add(member.cpu, member.worker, member.view.counters());
        }
        return message.message();
    }

    /** No worker runs any more. */
    @Override
    public synchronized void close() {
        members.forEach(member -> member.view.close());
        current.close();
        store.close();
    }
}
