package io.guideway.cli;

import io.guideway.controller.Configuration;
import io.guideway.controller.ConfigurationException;
import io.guideway.forwarder.Adoption;
import io.guideway.forwarder.Forwarder;
import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * Reads the configuration file again and carries its services over to a forwarder at work. A file that cannot be used is
 * refused whole, with what is wrong in it, and everything stays as it was. Any thread, one at a time.
 */
final class Reload {
    private final Path file;
    private final Forwarder forwarder;
    private final PrintWriter err;
    private Configuration running;
    private boolean ended;

    /** @param running what the forwarder was started with */
    Reload(final Path file, final Configuration running, final Forwarder forwarder, final PrintWriter err) {
        this.file = file;
        this.running = running;
        this.forwarder = forwarder;
        this.err = err;
    }

    /** Applies the difference between the file and what runs, and says what it was. */
    synchronized void run() {
        if (ended) {
            return;
        }
        try {
            apply(Plans.check(file, err));
        } catch (final ConfigurationException | RuntimeException refused) {
            refuse(refused.getMessage());
        }
        err.flush();
    }

    private void apply(final Configuration next) {
        if (!next.node().equals(running.node()) || !next.dpdk().equals(running.dpdk())) {
            refuse("'node' or 'dpdk' has changed, which takes a restart; undo that to reload the services");
        } else if (next.services().equals(running.services())) {
            err.println("reload: nothing has changed");
        } else {
            final Adoption adoption = forwarder.adopt(next.services());
            running = next;
            new AdoptionText(err).print(adoption);
        }
    }

    private void refuse(final String reason) {
        err.println("reload refused, everything stays as it was:");
        err.println(reason);
    }

    /** No more reloads: the forwarder is about to stop. Waits for the one that may be under way. */
    synchronized void end() {
        ended = true;
    }
}
