package io.guideway.bench.stall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ThreadUseTest {
    @Test
    void aThreadThatParksHasSlept() {
        final ThreadUse before = ThreadUse.current(0);
        LockSupport.parkNanos(1_000_000);
        final ThreadUse use = ThreadUse.current(0).since(before);
        assertTrue(use.sleeps() >= 1, use::toString);
        assertTrue(use.waitingNs() >= 0 && use.preemptions() >= 0 && use.stolenMs() >= 0, use::toString);
    }

    @Test
    void usesAddUp() {
        final ThreadUse use = new ThreadUse(1, 2, 3, 4);
        assertEquals(new ThreadUse(2, 4, 6, 8), use.plus(use));
        assertEquals(ThreadUse.NONE, use.since(use));
    }

    @Test
    void ofACpuThatIsNotThereNothingWasStolen() {
        assertEquals(0, ThreadUse.current(99_999).stolenMs());
    }
}
