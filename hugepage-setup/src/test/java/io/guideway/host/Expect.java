package io.guideway.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

/** What tests of the doctor say about one of its checks. */
final class Expect {
    private Expect() {}

    static void ok(final List<Check> checks, final String name, final String found) {
        assertEquals(Check.ok(name, found), named(checks, name));
    }

    static void warning(final List<Check> checks, final String name, final String found, final String mend) {
        assertEquals(Check.warning(name, found, mend), named(checks, name));
    }

    static void missing(final List<Check> checks, final String name, final String found, final String mend) {
        assertEquals(Check.missing(name, found, mend), named(checks, name));
    }

    private static Check named(final List<Check> checks, final String name) {
        return checks.stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no check '%s' in %s".formatted(name, checks)));
    }
}
