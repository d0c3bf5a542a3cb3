package io.guideway.supervisor;

import java.util.function.Consumer;

/**
 * Keeps a node's two processes alive. The controller comes first, since it reads the configuration and may refuse it; when it has
 * found that good, the forwarder is started beside it. Each that ends is started again after a wait, whatever ended it, with one
 * exception: a half whose very first start fails will hardly do better, and its words say why, so the node ends. Any thread.
 */
public final class Supervisor {
    private final Runnable onGivenUp;
    private final KeptProcess forwarder;
    private final KeptProcess controller;
    private volatile int startFailure;

    /**
     * Starts both.
     *
     * @param log takes what both write to standard error, and what is to be said of them; any thread
     * @param onGivenUp told, on a thread of its own, when a half does not start; {@link #stop} then says why
     */
    public Supervisor(
            final Half controller, final Half forwarder, final Consumer<String> log, final Runnable onGivenUp) {
        this.onGivenUp = onGivenUp;
        this.forwarder = new KeptProcess(forwarder, log, new Watcher(forwarder.ready(), () -> {}));
        this.controller = new KeptProcess(controller, log, new Watcher(controller.ready(), this.forwarder::start));
        this.controller.start();
    }

    /** Waits for the line by which a half says that its start has succeeded; on that half's thread. */
    private final class Watcher implements KeptProcess.Watcher {
        private final String ready;
        private final Runnable onReady;
        private boolean wasReady;

        Watcher(final String ready, final Runnable onReady) {
            this.ready = ready;
            this.onReady = onReady;
        }

        @Override
        public void onLine(final String line) {
            if (!wasReady && line.startsWith(ready)) {
                wasReady = true;
                onReady.run();
            }
        }

        @Override
        public boolean onEnd(final int exitCode) {
            if (!wasReady) {
                startFailure = exitCode;
                onGivenUp.run();
            }
            return wasReady;
        }
    }

    /** Has the controller read the configuration again. */
    public void reload() {
        controller.reload();
    }

    /**
     * Ends the controller, then the forwarder.
     *
     * @return exit code of the node: 0, or 1 if the forwarder did not end well, or what a half ended with when its start failed
     */
    public int stop() {
        controller.stop();
        final int forwarderCode = forwarder.stop();
        return startFailure == 2 ? 2 : Math.min(1, startFailure + forwarderCode);
    }
}
