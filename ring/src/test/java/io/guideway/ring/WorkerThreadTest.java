package io.guideway.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class WorkerThreadTest {

    @Test
    void aPinnedThreadRunsOnItsCpu() throws Exception {
        final int allowed = onThread(WorkerThread::cpu);
        assertEquals(allowed, onThread(() -> {
            WorkerThread.pin(allowed);
            return WorkerThread.cpu();
        }));
    }

    @Test
    void aCpuThatIsNotThereIsAnError() {
        final var e = assertThrows(
                ExecutionException.class,
                () -> onThread(() -> {
                    WorkerThread.pin(1023);
                    return 0;
                }));
        assertTrue(
                e.getCause().getMessage().contains("cannot be pinned to CPU 1023"),
                e.getCause().getMessage());
    }

    @Test
    void aRegisteredThreadIsAnLcoreUntilItUnregisters() throws Exception {
        assertTrue(RunningEal.EAL.portIds().size() >= 0, "EAL runs");
        final int lcore = onThread(() -> {
            final int first = WorkerThread.register();
            assertEquals(first, WorkerThread.register());
            assertNotEquals(first, onThread(WorkerThreadTest::registerAndUnregister));
            WorkerThread.unregister();
            WorkerThread.unregister();
            return first;
        });
        assertTrue(lcore > 0, "lcore 0 is EAL's own");
        assertEquals(lcore, onThread(WorkerThreadTest::registerAndUnregister));
    }

    @Test
    void aVirtualThreadIsNoWorker() throws Exception {
        final FutureTask<Integer> pinning = new FutureTask<>(() -> WorkerThread.pin(0), 0);
        Thread.ofVirtual().start(pinning);
        final var e = assertThrows(ExecutionException.class, pinning::get);
        assertEquals(IllegalStateException.class, e.getCause().getClass());
    }

    private static int registerAndUnregister() {
        final int lcore = WorkerThread.register();
        WorkerThread.unregister();
        return lcore;
    }

    private static int onThread(final Callable<Integer> task) throws Exception {
        final FutureTask<Integer> running = new FutureTask<>(task);
        Thread.ofPlatform().start(running);
        return running.get();
    }
}
