package io.guideway.controller;

import io.guideway.controller.operate.TableStatus;
import io.guideway.controller.operate.TableStatus.Share;
import io.guideway.service.Backend;
import io.guideway.service.Generation;
import io.guideway.service.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Builds the lookup table of a service to be looked at: the one that every node has with the same backends and weights. */
public final class TableView {
    private TableView() {}

    /** Whose each slot is. */
    public static TableStatus.Slots slots(final Service service) {
        return new TableStatus.Slots(
                service.name(),
                service.backends().stream().map(Backend::address).toList(),
                Arrays.stream(owners(service)).boxed().toList());
    }

    /** Shares, evenness, and what would move if a backend left. */
    public static TableStatus status(final Service service) {
        final int[] owners = owners(service);
        final int[] counts = new int[service.backends().size()];
        for (final int owner : owners) {
            counts[owner]++;
        }
        final long weights =
                service.backends().stream().mapToLong(Backend::weight).sum();
        final OptionalInt[] moved = moved(service, owners);
        final List<Share> shares = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            final Backend backend = service.backends().get(i);
            final double even = (double) owners.length * backend.weight() / Math.max(1, weights);
            shares.add(new Share(
                    backend.address(), backend.weight(), counts[i], even == 0 ? 0 : counts[i] / even, moved[i]));
        }
        final double evenness = shares.stream().mapToDouble(Share::ratio).max().orElse(0);
        return new TableStatus(service.name(), owners.length, evenness, shares);
    }

    /** Index in the service's list of the backend of each slot. */
    private static int[] owners(final Service service) {
        try (Generation generation = Generation.alone(1, List.of(service))) {
            return IntStream.range(0, generation.tableSlots(0))
                    .map(slot -> generation.owner(0, slot))
                    .toArray();
        }
    }

    private static OptionalInt[] moved(final Service service, final int[] owners) {
        final OptionalInt[] moved = new OptionalInt[service.backends().size()];
        Arrays.fill(moved, OptionalInt.empty());
        final List<Integer> leaving = IntStream.range(0, moved.length)
                .filter(i -> service.backends().get(i).weight() > 0)
                .limit(Share.MOST_LEAVING)
                .boxed()
                .toList();
        leaving.parallelStream().forEach(i -> moved[i] = OptionalInt.of(othersMoved(service, owners, i)));
        return moved;
    }

    /** Slots of other backends that go to another one when the backend at {@code leaver} is no more. */
    private static int othersMoved(final Service service, final int[] owners, final int leaver) {
        final List<Backend> left = new ArrayList<>(service.backends());
        left.remove(leaver);
        final int[] after = owners(service.withBackends(left));
        if (after.length == 0) {
            return 0; // it was the only one that takes flows
        }
        int moved = 0;
        for (int slot = 0; slot < owners.length; slot++) {
            final int before = owners[slot];
            final int same = before > leaver ? before - 1 : before;
            if (before != leaver && after[slot] != same) {
                moved++;
            }
        }
        return moved;
    }
}
