package io.guideway.supervisor;

import java.util.function.Consumer;

/**
 * Keeps a node's two processes alive, which are started together and find each other. Each that ends is
 * started again after a wait, whatever ended it, with one exception: a forwarder whose very first start fails will hardly do
 * better, and its words say why, so the node ends. Any thread.
 */
public final class Supervisor {
    private final String ready;
    private final Runnable onGivenUp;
    private final KeptProcess forwarder;
    private final KeptProcess controller;
    private volatile boolean wasReady;
    private volatile int startFailure;

    /**
     * Starts both.
     *
     * @param ready how the line begins by which a forwarder says that its start has succeeded
     * @param log takes what both write to standard error, and what is to be said of them; any thread
     * @param onGivenUp told, on a thread of its own, when the forwarder does not start; {@link #stop} then says why
     */
    public Supervisor(
            final Half forwarder,
            final String ready,
            final Half controller,
            final Consumer<String> log,
            final Runnable onGivenUp) {
        this.ready = ready;
        this.onGivenUp = onGivenUp;
        this.controller = new KeptProcess(controller, log, new ControllerWatcher());
        this.forwarder = new KeptProcess(forwarder, log, new ForwarderWatcher());
        this.forwarder.start();
        this.controller.start();
    }

    private final class ForwarderWatcher implements KeptProcess.Watcher {
        @Override
        public void onLine(final String line) {
            if (line.startsWith(ready)) {
                wasReady = true;
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

    private static final class ControllerWatcher implements KeptProcess.Watcher {
        @Override
        public void onLine(final String line) {
            // Whatever it says, packets go on.
        }

        @Override
        public boolean onEnd(final int exitCode) {
            return true;
        }
    }

    /** Has the controller read the configuration again. */
    public void reload() {
        controller.reload();
    }

    /**
     * Ends the controller, then the forwarder.
     *
     * @return exit code of the node: 0, or 1 if the forwarder did not end well, or what it ended with when its start failed
     */
    public int stop() {
        controller.stop();
        final int forwarderCode = forwarder.stop();
        return startFailure == 2 ? 2 : Math.min(1, startFailure + forwarderCode);
    }
}
