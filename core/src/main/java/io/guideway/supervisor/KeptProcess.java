package io.guideway.supervisor;

import io.guideway.thread.Threads;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Starts a process, and again whenever it has ended, until it is told to stop. What it writes to standard error goes to the log
 * line by line; its standard output is ours. A thread of its own waits for it; any may stop it or have it reload.
 */
final class KeptProcess {
    /** Longer than a process needs to end in order: workers finish a burst, counters are printed. */
    private static final Duration END_BOUND = Duration.ofSeconds(20);

    /** What has been killed is gone by then, and its last words are read. */
    private static final Duration LAST_BOUND = Duration.ofSeconds(5);

    private static final int SIGNALLED = 128;

    private final Half half;
    private final Consumer<String> log;
    private final Watcher watcher;
    private final Backoff backoff = new Backoff();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private Process process;
    private int exitCode;

    /** Who is told what comes; on the process's thread. */
    interface Watcher {
        /** A line on standard error, which stands in the log already. */
        void onLine(String line);

        /** It has ended unasked; whether it shall be started again. */
        boolean onEnd(int exitCode);
    }

    KeptProcess(final Half half, final Consumer<String> log, final Watcher watcher) {
        this.half = half;
        this.log = log;
        this.watcher = watcher;
        thread = Thread.ofPlatform().name("keep-" + half.name()).daemon().unstarted(this::run);
    }

    /** Starts it for the first time; returns at once. */
    void start() {
        thread.start();
    }

    private void run() {
        boolean again = true;
        while (again) {
            final long beginNs = System.nanoTime();
            final int code = runOnce();
            again = isWanted() && watcher.onEnd(code) && pause(Duration.ofNanos(System.nanoTime() - beginNs), code);
        }
    }

    /** From its start to its end; its exit code, as shells have it. */
    private int runOnce() {
        try {
            final Process started = launch();
            if (started == null) {
                return 0;
            }
            passOn(started);
            final int code = started.onExit().join().exitValue();
            forget(code);
            return code;
        } catch (final IOException failure) {
            log.accept("guideway: the %s cannot be started: %s".formatted(half.name(), failure.getMessage()));
            return 1;
        }
    }

    /** Null where it shall not be any more. */
    private synchronized Process launch() throws IOException {
        if (isWanted()) {
            process = new ProcessBuilder(half.command())
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start();
        }
        return process;
    }

    private synchronized void forget(final int code) {
        process = null;
        exitCode = code;
    }

    private void passOn(final Process started) {
        try (BufferedReader errors = started.errorReader(StandardCharsets.UTF_8)) {
            for (String line = errors.readLine(); line != null; line = errors.readLine()) {
                log.accept(line);
                watcher.onLine(line);
            }
        } catch (final IOException broken) {
            log.accept("guideway: the %s cannot be heard: %s".formatted(half.name(), broken.getMessage()));
        }
    }

    private boolean isWanted() {
        return stopped.getCount() > 0;
    }

    /** Waits before the next start; whether there shall be one. */
    private boolean pause(final Duration run, final int code) {
        final Duration wait = backoff.after(run);
        log.accept("the %s has ended %s after %.1f s; it is started again in %.1f s"
                .formatted(half.name(), how(code), seconds(run), seconds(wait)));
        try {
            return !stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (final InterruptedException impossible) {
            throw new AssertionError("nobody interrupts this thread", impossible);
        }
    }

    private static String how(final int code) {
        return code > SIGNALLED ? "by signal " + (code - SIGNALLED) : "with exit code " + code;
    }

    private static double seconds(final Duration duration) {
        return (double) duration.toMillis() / TimeUnit.SECONDS.toMillis(1);
    }

    /** Asks it to read its configuration again. One that does not run will do so at its start. */
    synchronized void reload() {
        if (process == null) {
            return;
        }
        try {
            process.getOutputStream().write((Half.RELOAD + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (final IOException ending) {
            log.accept("the %s is not there to reload; its next start reads the file".formatted(half.name()));
        }
    }

    /**
     * Ends it, by force if it takes too long; returns its last exit code. It may not have been started. What even a kill does not
     * end, since the kernel holds it, is left behind; so is a child of it that keeps its standard error open.
     */
    int stop() {
        final Process running;
        synchronized (this) {
            stopped.countDown();
            running = process;
        }
        if (running != null) {
            end(running);
        }
        if (!Threads.awaitEnd(thread, LAST_BOUND)) {
            log.accept("the %s, or what it has started, does not end; it is left behind".formatted(half.name()));
        }
        return exitCode();
    }

    /** Of one that does not end, 1. */
    private synchronized int exitCode() {
        return process == null ? exitCode : 1;
    }

    private void end(final Process running) {
        running.toHandle().destroy(); // unlike the process's own, this leaves its last words to be read
        try {
            if (running.waitFor(END_BOUND)) {
                return;
            }
            log.accept("the %s does not end within %d s; it is killed".formatted(half.name(), END_BOUND.toSeconds()));
        } catch (final InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        running.toHandle().destroyForcibly();
    }
}
