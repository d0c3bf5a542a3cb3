package io.guideway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.cli.demo.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The packaged {@code guideway run} over DPDK's null device, which receives nothing here, and the commands that operate it, each
 * in a process of its own, as the launcher starts them.
 */
final class OperatedProgram implements AutoCloseable {
    final Path directory;
    final Path configuration;
    private RunningProgram program;

    /** @param yaml of the configuration, see {@link #yaml} */
    OperatedProgram(final Path directory, final String yaml) throws IOException, InterruptedException {
        this.directory = directory;
        configuration = Files.writeString(directory.resolve("lb.yaml"), yaml);
        start();
    }

    /** Starts it (again); returns when its workers go by what is wanted. */
    void start() throws IOException, InterruptedException {
        program = RunningProgram.start(
                directory,
                configuration.toString(),
                "--json",
                "--wire",
                directory.resolve("wire").toString());
        awaitController();
    }

    /** Waits until a controller is there that has just been started, and the forwarder goes by what that wants. */
    void awaitController() throws IOException, InterruptedException {
        try {
            program.await("controlling: ");
            assertTrue(Await.until(this::isCurrent, Duration.ofMinutes(1)));
        } catch (final IOException | RuntimeException | AssertionError failure) {
            program.close();
            throw failure;
        }
    }

    private boolean isCurrent() {
        try {
            return status().at("/forwarder/current").booleanValue();
        } catch (final IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A configuration of one service, with comments and three backends. */
    static String yaml(final String node) {
        return """
                # What this test operates
                node: {name: lb-1, tier-seed: "000102030405060708090a0b0c0d0e0f"%s}
                dpdk:
                  eal: ["--no-pci", "--vdev=net_null0,no-rx=1"]
                  ports:
                    - id: 0
                      address: [10.0.0.2/24]
                      neighbours: {10.0.0.11: "02:00:00:00:00:0b", 10.0.0.12: "02:00:00:00:00:0c", 10.0.0.13: "02:00:00:00:00:0d", 10.0.0.14: "02:00:00:00:00:0e"}
                  workers: [0]
                  idle: backoff
                services:
                  # The shop
                  - name: web
                    vip: 203.0.113.10
                    protocol: tcp
                    port: 80
                    mode: l2dsr
                    backends:
                      - {address: 10.0.0.11}            # the old one
                      - {address: 10.0.0.12, weight: 2} # the new one
                      - {address: 10.0.0.13}
                """.formatted(node);
    }

    Path socket() {
        return directory.resolve("api.sock");
    }

    Path state() {
        return directory.resolve("changes.json");
    }

    RunningProgram program() {
        return program;
    }

    /** A command with its words, to its end. */
    Program.Result command(final String line) throws IOException, InterruptedException {
        final List<String> words = new ArrayList<>(Program.words());
        final Path archive = directory.resolve("commands.jsa");
        words.addAll(
                1,
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xlog:disable",
                        "-XX:+AutoCreateSharedArchive",
                        "-XX:SharedArchiveFile=" + archive));
        words.addAll(List.of(line.split(" ")));
        words.addAll(List.of("--api", socket().toString()));
        return Program.run(words);
    }

    /** What a command prints, which ends well and has nothing to complain about. */
    String fine(final String line) throws IOException, InterruptedException {
        final Program.Result result = command(line);
        assertEquals(0, result.exitCode(), () -> line + ": " + result.err());
        assertEquals("", result.err(), line);
        return result.out();
    }

    /** What a command complains about that ends with this exit code. */
    String refused(final int exitCode, final String line) throws IOException, InterruptedException {
        final Program.Result result = command(line);
        assertEquals(exitCode, result.exitCode(), () -> line + ": " + result.out() + result.err());
        assertEquals("", result.out(), line);
        return result.err();
    }

    JsonNode status() throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(fine("status --json"));
    }

    /** What the status has of a backend: the operator's word, the weight that is configured, the one in use. */
    static String backend(final JsonNode status, final String service, final String address) {
        final JsonNode backend =
                find(find(status.get("services"), "service", service).get("backends"), "backend", address);
        return "%s %d %d"
                .formatted(
                        backend.get("admin").stringValue(),
                        backend.get("weight").intValue(),
                        backend.get("effective").intValue());
    }

    private static JsonNode find(final JsonNode list, final String key, final String value) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(item -> item.path(key).stringValue("").equals(value))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no %s %s in %s".formatted(key, value, list)));
    }

    /** Of what {@code curl} gets from there. */
    Program.Result curl(final String... words) throws IOException, InterruptedException {
        final List<String> all = new ArrayList<>(List.of("curl", "--silent", "--show-error", "--max-time", "60"));
        all.addAll(List.of(words));
        return Program.run(all);
    }

    @Override
    public void close() {
        program.close();
    }
}
