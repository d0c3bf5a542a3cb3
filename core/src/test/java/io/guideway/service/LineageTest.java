package io.guideway.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.packet.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What was before, and whose word counts. */
class LineageTest {
    private static final int SLOTS = 251;
    private static final int DRAIN = 60;
    private static final int BACKENDS = 5;

    private static Generation generation(final long number, final Random random, final TableStore store) {
        final List<Backend> backends = IntStream.rangeClosed(1, BACKENDS)
                .mapToObj(i -> new Backend(IpAddress.parse("10.0.0." + i), i == 1 ? 1 : random.nextInt(2)))
                .toList();
        final Service service = new Service(
                "web",
                IpAddress.parse("198.18.0.1"),
                Protocol.TCP,
                80,
                Mode.L2DSR,
                HashFields.FIVE_TUPLE,
                SLOTS,
                List.of(),
                backends,
                new FlowTracking(FlowTracking.Scope.MOVED, DRAIN, false),
                Handling.DEFAULT);
        return new Generation(number, List.of(service), store);
    }

    /** As a node that starts anew goes through what the others have lived through. */
    @Property(tries = 200)
    void whoGoesThroughTheChangesAtOnceSaysTheSameAsWhoLivedThroughThem(@ForAll final long seed) {
        final Random random = new Random(seed);
        final TableStore store = new TableStore();
        final List<Generation> generations = new ArrayList<>(List.of(generation(1, random, store)));
        try (Lineage lived = lineage(generations.getFirst());
                Lineage replayed = lineage(generations.getFirst())) {
            long now = 0;
            for (int i = 2; i < 12; i++) {
                final long next = now + TimeUnit.SECONDS.toNanos(random.nextInt(2 * DRAIN));
                while (now < next) {
                    now = Math.min(next, now + TimeUnit.SECONDS.toNanos(1));
                    lived.expire(now);
                }
                final Generation generation = generation(i, random, store);
                final Origins origins = new Origins(generations.getLast(), generation);
                generations.add(generation);
                lived.replace(generation, origins, now);
                replayed.replace(generation, origins, now);
            }
            assertEquals(codes(lived, generations.getLast()), codes(replayed, generations.getLast()));
        }
        generations.forEach(Generation::close);
        store.close();
    }

    private static Lineage lineage(final Generation first) {
        return new Lineage(first, new LastingNumbers(100, LastingNumbers.NEVER), 0);
    }

    private static List<Integer> codes(final Lineage lineage, final Generation present) {
        final List<Integer> codes = new ArrayList<>();
        try (Tracking tracking = lineage.tracking()) {
            if (tracking.isActive()) {
                final Incumbents now = new Incumbents(present, 0, new int[0]);
                for (int slot = 0; slot < SLOTS; slot++) {
                    codes.add(Tracking.code(tracking.of(0), slot, now.owner(slot)));
                }
            }
        }
        return codes;
    }
}
