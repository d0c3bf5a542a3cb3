package io.guideway.forwarder;

import io.guideway.forward.KeptDrops;
import io.guideway.forward.View;
import io.guideway.forward.Worker;
import io.guideway.forward.WorkerCounters;
import io.guideway.ring.WorkerThread;
import io.guideway.service.TableStore;
import io.guideway.thread.Threads;
import io.guideway.wire.Drops;
import io.guideway.wire.Octets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The workers of a forwarder, each with the view that it goes by. One thread at a time, which is none of theirs. */
final class Members implements Iterable<Members.Member>, AutoCloseable {
    private static final long LOOK_AGAIN_NS = TimeUnit.MICROSECONDS.toNanos(10);

    private final List<Member> members = new ArrayList<>();

    /** A worker, whether its thread still runs, and what it is to go by. */
    static final class Member {
        final int cpu;
        final Worker worker;
        private final BooleanSupplier runs;
        private View view;

        private Member(final int cpu, final Worker worker, final BooleanSupplier runs) {
            this.cpu = cpu;
            this.worker = worker;
            this.runs = runs;
            view = worker.adopted();
        }

        /** What it has counted by its view. */
        WorkerCounters counters() {
            return view.counters();
        }

        /** A worker that ended by a fault reads nothing any more. */
        private boolean hasLeft(final View before) {
            return worker.adopted() != before || !runs.getAsBoolean();
        }

        /** A worker looks before each round of its queues, which takes microseconds, or 0.1 ms where it idles. */
        private void awaitLeft(final View before) {
            while (!hasLeft(before)) {
                LockSupport.parkNanos(LOOK_AGAIN_NS);
            }
        }
    }

    /** @param runs whether the worker's thread is alive */
    void join(final int cpu, final Worker worker, final BooleanSupplier runs) {
        members.add(new Member(cpu, worker, runs));
    }

    /** In the order in which they joined. */
    @Override
    public Iterator<Member> iterator() {
        return members.iterator();
    }

    Stream<Member> stream() {
        return members.stream();
    }

    /** What each goes by, in the same order. */
    List<View> views() {
        return members.stream().map(member -> member.view).toList();
    }

    /**
     * Gives every worker another view and returns when nobody goes by the ones before.
     *
     * @param next makes it of the one before
     * @return those before
     */
    List<View> show(final UnaryOperator<View> next) {
        return show(views().stream().map(next).toList());
    }

    /** @param next one for each worker */
    List<View> show(final List<View> next) {
        final List<View> left = views();
        for (int i = 0; i < next.size(); i++) {
            final Member member = members.get(i);
            member.view = next.get(i);
            member.worker.offer(member.view);
        }
        for (int i = 0; i < left.size(); i++) {
            members.get(i).awaitLeft(left.get(i));
        }
        return left;
    }

    /** Workers that wait for their first generation lend their CPUs to those who build it. */
    void allHands(final Runnable task) {
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

    /** Lets the workers keep the next packets that they drop. */
    void renewDrops() {
        members.forEach(member -> member.worker.drops().renew());
    }

    /** The packets that were dropped last: of each reason as many as one worker keeps. */
    List<Drops.Drop> drops() {
        return members.stream()
                .flatMap(Members::drops)
                .sorted(Comparator.comparing(Drops.Drop::verdict)
                        .thenComparing(Drops.Drop::timeMs, Comparator.reverseOrder()))
                .collect(Collectors.groupingBy(Drops.Drop::verdict, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(kept -> kept.stream().limit(KeptDrops.PLACES).toList().reversed().stream())
                .toList();
    }

    private static Stream<Drops.Drop> drops(final Member member) {
        final List<Drops.Drop> drops = new ArrayList<>();
        member.worker
                .drops()
                .forEach((verdict, timeMs, length, octets) ->
                        drops.add(new Drops.Drop(verdict, timeMs, member.cpu, length, new Octets(octets))));
        return drops.stream();
    }

    /** No worker runs any more. */
    @Override
    public void close() {
        members.forEach(member -> member.view.close());
    }
}
