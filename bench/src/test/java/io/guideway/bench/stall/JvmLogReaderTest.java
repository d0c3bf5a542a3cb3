package io.guideway.bench.stall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.bench.stall.JvmEvent.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmLogReaderTest {
    @Test
    void aSafepointLastedUntilItsLineWasWritten() {
        assertEquals(
                Optional.of(new JvmEvent(Kind.SAFEPOINT, "ZMarkEndYoung", 10_000_000, 10_021_374, 2830)),
                JvmLogReader.event(
                        "[10021374ns][safepoint      ] Safepoint \"ZMarkEndYoung\", Time since last: 11466929"
                                + " ns, Reaching safepoint: 2830 ns, At safepoint: 17060 ns, Leaving safepoint: 1484 ns, Total:"
                                + " 21374 ns, Threads: 0 runnable, 10 total"));
    }

    @Test
    void aHandshakeToo() {
        assertEquals(
                Optional.of(new JvmEvent(Kind.HANDSHAKE, "ZMarkFlushStacks", 4000, 5000, 0)),
                JvmLogReader.event("[5000ns][handshake      ] Handshake \"ZMarkFlushStacks\", Targeted threads: 10,"
                        + " Executed by requesting thread: 10, Total completion time: 1000 ns"));
    }

    @Test
    void aCycleOfAConcurrentCollectorIsToldInSeconds() {
        assertEquals(
                Optional.of(new JvmEvent(Kind.COLLECTION, "Major Collection (Warmup)", 60_000_000, 100_000_000, 0)),
                JvmLogReader.event("[100000000ns][gc] GC(0) Major Collection (Warmup) 544M(9%)->34M(1%) 0.040s"));
    }

    @Test
    void aPauseOfACollectorIsToldInMilliseconds() {
        assertEquals(
                Optional.of(
                        new JvmEvent(Kind.COLLECTION, "Pause Young (Normal) (G1 Evacuation Pause)", 500, 1500500, 0)),
                JvmLogReader.event(
                        "[1500500ns][gc             ] GC(3) Pause Young (Normal) (G1 Evacuation Pause) 24M->3M(386M) 1.500ms"));
    }

    @Test
    void compilersTellOfTheBeginning() {
        assertEquals(
                Optional.of(new JvmEvent(Kind.COMPILATION, "1821 4 java.util.ArrayList::get (15 bytes)", 7, 7, 0)),
                JvmLogReader.event("[7ns][jit,compilation] 1821       4       java.util.ArrayList::get (15 bytes)"));
        assertEquals(
                Kind.DEOPTIMIZATION,
                JvmLogReader.event("[7ns][deoptimization ] cid=1855 osr level=4 T.main() trap_bci=124 unstable_if")
                        .orElseThrow()
                        .kind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[7ns]",
                "[7ns][gc,start] GC(0) Pause Young",
                "[7ns][gc] Using The Z Garbage Collector",
                "[7ns][gc] GC(0) Major Collection (Warmup)",
                "[7ns][safepoint] something new",
                "[7ns][handshake] something new",
                "[0.007s][info][gc] GC(0) Pause Young (Normal) 24M->3M(386M) 1.500ms"
            })
    void otherLinesArePassedOver(final String line) {
        assertEquals(Optional.empty(), JvmLogReader.event(line));
    }

    @Test
    void whatThisJvmDoesIsReadBackWithTheTimesOfNanoTime(@TempDir final Path directory) throws IOException {
        final Path file = directory.resolve("a log");
        final long before = System.nanoTime();
        try (JvmLog _ = new JvmLog(file)) {
            System.gc();
        }
        final long after = System.nanoTime();
        System.gc();
        final List<JvmEvent> events = JvmLogReader.read(file);
        for (final Kind kind : List.of(Kind.SAFEPOINT, Kind.COLLECTION)) {
            assertTrue(
                    events.stream()
                            .filter(event -> event.kind() == kind)
                            .anyMatch(event -> event.startNs() >= before && event.endNs() <= after),
                    () -> kind + " in " + events);
        }
        assertTrue(events.stream().allMatch(event -> event.endNs() <= after), "the log ends when it is closed");
    }
}
