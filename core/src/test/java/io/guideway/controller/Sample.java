package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.controller.ConfigurationException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A small configuration in which nothing is wrong or doubtful, and what becomes of it with one thing changed. */
record Sample(String yaml) {
    static final Sample GOOD = new Sample("""
            node:
              name: lb-1
              tier-seed: "000102030405060708090a0b0c0d0e0f"
            dpdk:
              ports:
                - id: 0
                  address: [10.0.0.2/24, "fd00::2/64"]
                  gateway: [10.0.0.1, "fd00::1"]
                  neighbours:
                    10.0.0.1: "02:00:00:00:00:01"
                    fd00::1: "02:00:00:00:00:01"
                    10.0.0.11: "02:00:00:00:00:0b"
              workers: [1]
            services:
              - name: web
                vip: 203.0.113.10
                protocol: tcp
                port: 80
                mode: ipip
                backends:
                  - {address: 10.0.1.1, weight: 1}
                  - {address: 10.0.1.2, weight: 1}
              - name: dns
                vip: "2001:db8::53"
                protocol: udp
                port: 53
                mode: l2dsr
                backends:
                  - {address: 10.0.0.11}
            """);

    /** The sample with {@code old}, which must be there once, replaced. */
    Sample with(final String old, final String replacement) {
        assertEquals(2, yaml.split(Pattern.quote(old), -1).length, () -> "not once: " + old);
        return new Sample(yaml.replace(old, replacement));
    }

    CheckedConfiguration read() throws ConfigurationException {
        return read(yaml.getBytes(StandardCharsets.UTF_8));
    }

    static CheckedConfiguration read(final byte[] octets) throws ConfigurationException {
        try {
            final Path file = Files.createTempFile("guideway", ".yaml");
            try {
                Files.write(file, octets);
                return ConfigurationFile.read(file);
            } finally {
                Files.delete(file);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Configuration accepted() {
        return acceptedWithWarnings().configuration();
    }

    private CheckedConfiguration acceptedWithWarnings() {
        try {
            return read();
        } catch (final ConfigurationException e) {
            throw new AssertionError("refused: " + e.getMessage(), e);
        }
    }

    /** Expects this to be read with this one warning. */
    void warns(final int line, final String path, final String value, final String message, final String remedy) {
        assertOne(acceptedWithWarnings().warnings(), line, path, value, message, remedy);
    }

    /** Expects this to be read without any warning. */
    void isGood() {
        assertEquals(List.of(), acceptedWithWarnings().warnings());
    }

    /** Expects this one problem, with exit code 2. */
    void isMeaningless(
            final int line, final String path, final String value, final String message, final String remedy) {
        final ConfigurationException refusal = assertThrows(ConfigurationException.class, this::read);
        assertEquals(Kind.MEANINGLESS, refusal.kind());
        assertOne(refusal.problems(), line, path, value, message, remedy);
    }

    private static void assertOne(
            final List<Problem> problems,
            final int line,
            final String path,
            final String value,
            final String message,
            final String remedy) {
        assertEquals(1, problems.size(), problems::toString);
        final Problem problem = problems.getFirst();
        assertEquals(line, problem.line(), problem::toString);
        assertEquals(path, problem.path());
        assertEquals(value, problem.value().orElse(""));
        assertTrue(problem.message().contains(message), problem::toString);
        assertTrue(problem.remedy().contains(remedy), problem::toString);
        assertTrue(problem.file().endsWith(".yaml"), problem::toString);
    }
}
