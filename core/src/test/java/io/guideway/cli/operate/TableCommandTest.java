package io.guideway.cli.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.controller.api.RunningApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command against a real server over a real socket, and by a file alone. */
class TableCommandTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(final String line) throws IOException {
        try (RunningApi api = new RunningApi(directory.resolve("lb-1.sock"))) {
            final List<String> words = new ArrayList<>(List.of(line.split(" ")));
            words.addAll(List.of("--api", api.socket().toString()));
            return new CommandLine(new TableCommand())
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true))
                    .execute(words.toArray(String[]::new));
        }
    }

    @Test
    void sharesAndWhatWouldMove() throws IOException {
        assertEquals(0, execute("web"), err::toString);
        final List<String> lines = out.toString().lines().toList();
        assertEquals("service web: 7 slots, largest share 1.0714 of even", lines.get(0));
        assertTrue(lines.get(1).startsWith("  backend "), lines.get(1));
        assertTrue(lines.get(2).matches("  10\\.0\\.1\\.1 +2 +5 +71.43% +1.0714 \\+[0-9]"), lines.get(2));
        assertTrue(lines.get(3).matches("  10\\.0\\.1\\.2 +0 +0 +0.00% +0.0000"), lines.get(3));
    }

    @Test
    void everySlotForPrograms() throws IOException {
        assertEquals(0, execute("web --csv"), err::toString);
        final List<String> lines = out.toString().lines().toList();
        assertEquals("slot,backend", lines.getFirst());
        assertEquals(8, lines.size());
        assertTrue(lines.getLast().matches("6,10\\.0\\.1\\.[13]"), lines.getLast());
    }

    @Test
    void aServiceThatIsNotThereIsNamed() throws IOException {
        assertEquals(1, execute("mail"));
        assertEquals("guideway: there is no service 'mail'; /v1/services lists them\n", err.toString());
    }

    @Test
    void aFileAloneWillDo() throws IOException {
        final Path file = Files.writeString(directory.resolve("lb.yaml"), """
                node: {name: lb-1, tier-seed: "000102030405060708090a0b0c0d0e0f"}
                dpdk:
                  eal: ["--no-pci"]
                  ports: [{id: 0, address: [10.0.0.2/24]}]
                  workers: [0]
                services:
                  - {name: mail, vip: 203.0.113.10, protocol: tcp, port: 25, mode: l2dsr, table-size: 251,
                     backends: [{address: 10.0.0.11}]}
                """);
        assertEquals(0, execute("mail --config " + file), err::toString);
        assertTrue(out.toString().startsWith("service mail: 251 slots, largest share 1.0000 of even\n"), out::toString);
        assertEquals(2, execute("web --config " + file));
        assertTrue(err.toString().contains("has no service 'web'"), err::toString);
    }
}
