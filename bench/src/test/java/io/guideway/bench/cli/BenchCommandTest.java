package io.guideway.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchCommandTest {
    @Test
    void helpNamesEveryCommand() throws IOException, InterruptedException {
        final BenchProgram.Outcome outcome = BenchProgram.bench("--help");
        assertEquals(0, outcome.exitCode(), outcome.err());
        for (final String command : List.of("forward", "flatness", "stall", "suite", "compare", "jmh")) {
            assertTrue(outcome.out().contains(command), outcome.out());
        }
    }

    @Test
    void anUnknownCommandIsWrongUseAndNamed() throws IOException, InterruptedException {
        final BenchProgram.Outcome outcome = BenchProgram.bench("quick");
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains("quick"), outcome.err());
    }

    @Test
    void noCommandIsWrongUse() throws IOException, InterruptedException {
        assertEquals(2, BenchProgram.bench().exitCode());
    }
}
