package io.guideway.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LabCommandTest {
    @Test
    void helpNamesEveryCommand() throws IOException, InterruptedException {
        final BenchProgram.Outcome outcome = BenchProgram.lab("--help");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().contains("rfc2544"), outcome.out());
    }

    @Test
    void noCommandIsWrongUse() throws IOException, InterruptedException {
        assertEquals(2, BenchProgram.lab().exitCode());
    }
}
