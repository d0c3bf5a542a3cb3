package io.guideway.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LastingNumbersTest {
    private static final long QUIET = 10;

    private final LastingNumbers numbers = new LastingNumbers(4, QUIET);

    @Test
    void aBackendKeepsItsNumberWhateverItsPlaceInTheGeneration() {
        assertArrayEquals(new int[] {0, 1, 2}, numbers.number(List.of(service("web", 1, 2), service("dns", 1)), 0));
        assertArrayEquals(
                new int[] {2, 1, 3, 0}, numbers.number(List.of(service("dns", 1), service("web", 2, 3, 1)), 1));
    }

    @Test
    void theSameServerIsAnotherBackendInEachService() {
        assertArrayEquals(new int[] {0, 1}, numbers.number(List.of(service("web", 1), service("dns", 1)), 0));
    }

    @Test
    void oneThatReturnsInTimeHasItsNumberBack() {
        numbers.number(List.of(service("web", 1, 2)), 0);
        numbers.number(List.of(service("web", 2)), 100);
        assertArrayEquals(new int[] {0, 1}, numbers.number(List.of(service("web", 1, 2)), 100 + QUIET - 1));
    }

    @Test
    void aNumberIsGivenAnewOnlyAfterTheQuietTime() {
        numbers.number(List.of(service("web", 1, 2)), 0);
        numbers.number(List.of(service("web", 2)), 100);
        assertArrayEquals(new int[] {1, 2}, numbers.number(List.of(service("web", 2, 3)), 100 + QUIET - 1));
        assertArrayEquals(new int[] {1, 2, 0}, numbers.number(List.of(service("web", 2, 3, 4)), 100 + QUIET));
    }

    /** The quiet time begins when the backend leaves, not when it was first seen to have left once before. */
    @Test
    void whoLeavesAgainIsForgottenAQuietTimeAfterTheLastLeave() {
        numbers.number(List.of(service("web", 1)), 0);
        numbers.number(List.of(), 1);
        numbers.number(List.of(service("web", 1)), 5);
        numbers.number(List.of(), 9);
        assertArrayEquals(new int[] {1}, numbers.number(List.of(service("web", 2)), 9 + QUIET - 1));
    }

    @Test
    void aBackendThatWasNeverGoneAfterAllKeepsItsNumber() {
        numbers.number(List.of(service("web", 1)), 0);
        numbers.number(List.of(service("web", 2)), 1); // say that this one was not adopted
        assertArrayEquals(new int[] {0}, numbers.number(List.of(service("web", 1)), 1 + 5 * QUIET));
    }

    @Test
    void aQuietTimeWithoutEndGivesNoNumberTwice() {
        final LastingNumbers ever = new LastingNumbers(1_000, LastingNumbers.NEVER);
        for (int i = 0; i < 1_000; i++) {
            assertArrayEquals(new int[] {i}, ever.number(List.of(service("web", i)), (long) i << 50));
        }
        assertThrows(IllegalArgumentException.class, () -> ever.number(List.of(service("web", 1_000)), Long.MAX_VALUE));
    }

    @Test
    void whatDoesNotFitIsRefusedWholeAndSaysWhy() {
        numbers.number(List.of(service("web", 1, 2)), 0);
        final IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> numbers.number(List.of(service("web", 1, 3, 4, 5)), 1));
        assertTrue(refusal.getMessage().startsWith("3 backends more, and 2 of 4 numbers are free"));
        assertArrayEquals(new int[] {0, 1, 2, 3}, numbers.number(List.of(service("web", 1, 2, 3, 4)), 2));
    }

    /** Whatever comes and goes: numbers are distinct, stay, and change hands only after the quiet time. */
    @Property(tries = 200)
    void aNumberMeansOneBackendUntilItHasBeenQuiet(
            @ForAll final long seed, @ForAll @IntRange(min = 1, max = 60) final int changes) {
        final Random random = new Random(seed);
        final LastingNumbers lasting = new LastingNumbers(1_000, QUIET);
        final Map<Integer, String> meaning = new HashMap<>();
        final Map<Integer, Long> lastServed = new HashMap<>();
        long now = 0;
        for (int change = 0; change < changes; change++) {
            final List<Service> services = services(random);
            final int[] numbered = lasting.number(services, now);
            final List<String> names = names(services);
            assertEquals(
                    numbered.length,
                    new HashSet<>(Arrays.stream(numbered).boxed().toList()).size());
            for (int i = 0; i < numbered.length; i++) {
                final String before = meaning.put(numbered[i], names.get(i));
                if (before != null && !before.equals(names.get(i))) {
                    assertTrue(now - lastServed.get(numbered[i]) >= QUIET, names.get(i) + " got that of " + before);
                }
            }
            now += random.nextInt(6);
            for (final int number : numbered) {
                lastServed.put(number, now); // it was served until this moment
            }
            assertTrue(lasting.end() <= 1_000);
        }
    }

    @Test
    void aGenerationFindsItsBackendsByTheirLastingNumbers() {
        final int[] first = numbers.number(List.of(service("web", 1, 2, 3)), 0);
        final int[] second = numbers.number(List.of(service("web", 3, 1)), 1);
        try (LastingBackends before = serving(first);
                LastingBackends after = serving(second);
                LastingBackends none = serving(new int[0]);
                LastingBackends failed = new LastingBackends(second, new boolean[second.length])) {
            assertArrayEquals(new int[] {0, 1, 2, LastingBackends.NONE}, backends(before));
            assertArrayEquals(new int[] {1, LastingBackends.NONE, 0, LastingBackends.NONE}, backends(after));
            assertFalse(Arrays.stream(backends(none)).anyMatch(backend -> backend != LastingBackends.NONE));
            assertArrayEquals(backends(none), backends(failed), "what does not serve is not there");
        }
    }

    private static LastingBackends serving(final int[] numbers) {
        final boolean[] serves = new boolean[numbers.length];
        Arrays.fill(serves, true);
        return new LastingBackends(numbers, serves);
    }

    private static int[] backends(final LastingBackends generation) {
        return new int[] {generation.backend(0), generation.backend(1), generation.backend(2), generation.backend(3)};
    }

    private static List<Service> services(final Random random) {
        final List<Service> services = new ArrayList<>();
        for (final String name : List.of("web", "dns", "mail")) {
            if (random.nextInt(4) > 0) {
                services.add(service(
                        name,
                        random.ints(0, 12).distinct().limit(random.nextInt(8)).toArray()));
            }
        }
        return services;
    }

    private static List<String> names(final List<Service> services) {
        return services.stream()
                .flatMap(service -> service.backends().stream().map(backend -> service.name() + backend.address()))
                .toList();
    }

    private static Service service(final String name, final int... hosts) {
        final List<Backend> backends = Arrays.stream(hosts)
                .mapToObj(host -> new Backend(IpAddress.ipv4(0x0A000000 + host), 1))
                .toList();
        return new Service(
                name,
                IpAddress.parse("203.0.113.1"),
                Protocol.TCP,
                80,
                Mode.IPIP,
                HashFields.FIVE_TUPLE,
                7,
                List.of(),
                backends);
    }
}
