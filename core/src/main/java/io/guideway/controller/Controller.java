package io.guideway.controller;

import io.guideway.controller.health.HealthListener;
import io.guideway.controller.health.HealthMonitor;
import io.guideway.controller.health.HealthPolicy;
import io.guideway.controller.health.ServiceHealth;
import io.guideway.controller.health.Transition;
import io.guideway.controller.vip.VipDevice;
import io.guideway.controller.vip.VipException;
import io.guideway.controller.vip.VipWays;
import io.guideway.service.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Decides what the node's services shall be: those of the configuration file, with the weights that the health of their
 * backends leaves them. Says so to a target whenever it changes. Any thread.
 */
public final class Controller implements AutoCloseable {
    private final Path file;
    private final Consumer<List<Service>> target;
    private final Consumer<String> log;
    private final HealthMonitor health;
    private final VipWays ways;
    private Configuration running;
    private boolean open = true;

    /**
     * Begins to check backends; the target is not told of the services that it begins with, which are
     * {@code configuration.services()}.
     *
     * @param file to be read again by {@link #reload}
     * @param configuration what it says now
     * @param target is told all services when one has changed; by one thread at a time; what it refuses by an
     *     {@link IllegalArgumentException} has not changed
     * @param log takes lines for people
     * @param vipDevices makes the node's end of checks via VIPs, should there be any
     * @throws VipException if that cannot be made
     */
    public Controller(
            final Path file,
            final Configuration configuration,
            final Consumer<List<Service>> target,
            final Consumer<String> log,
            final VipDevice.Maker vipDevices) {
        this.file = file;
        this.target = target;
        this.log = log;
        running = configuration;
        ways = new VipWays(vipDevices);
        final Map<String, HealthPolicy> opened = ways.open(configuration.health());
        synchronized (this) { // the monitor may find something before this is made
            health = new HealthMonitor(new Listener());
            health.update(configuration.services(), opened);
        }
    }

    /** What the monitor's thread tells. */
    private final class Listener implements HealthListener {
        @Override
        public void onTransition(final Transition transition) {
            log.accept("backend %s of %s is %s, was %s: %s"
                    .formatted(
                            transition.backend(),
                            transition.service(),
                            transition.to().name().toLowerCase(Locale.ROOT),
                            transition.from().name().toLowerCase(Locale.ROOT),
                            transition.reason()));
        }

        @Override
        public void onWeights(final Set<String> services) {
            follow();
        }
    }

    private synchronized void follow() {
        if (open) {
            tell(health.effective());
        }
    }

    private void tell(final List<Service> services) {
        try {
            target.accept(services);
        } catch (final IllegalArgumentException refused) {
            log.accept("refused, everything stays as it was: " + refused.getMessage());
        }
    }

    /**
     * Reads the file again and carries over what has changed in its services. A file that cannot be used, or that changes
     * the node or its ports, is refused whole, with the reasons, and everything stays as it was.
     */
    public synchronized void reload() {
        if (!open) {
            return;
        }
        try {
            final CheckedConfiguration checked = ConfigurationFile.read(file);
            checked.warnings().forEach(warning -> log.accept("warning: " + warning));
            apply(checked.configuration());
        } catch (final ConfigurationException | VipException refused) {
            refuse(refused.getMessage());
        }
    }

    private void apply(final Configuration next) {
        if (!next.node().equals(running.node()) || !next.dpdk().equals(running.dpdk())) {
            refuse("'node' or 'dpdk' has changed, which takes a restart; undo that to reload the services");
        } else if (next.services().equals(running.services()) && next.health().equals(running.health())) {
            log.accept("reload: nothing has changed");
        } else {
            health.update(next.services(), ways.open(next.health()));
            running = next;
            ways.closeOthers();
            tell(health.effective());
        }
    }

    private void refuse(final String reason) {
        log.accept("reload refused, everything stays as it was:");
        log.accept(reason);
    }

    /** What is known of the backends that are checked. */
    public List<ServiceHealth> health() {
        return health.snapshot();
    }

    /** Ends the checks; the target is told nothing more. Waits for what may be under way. */
    @Override
    public void close() {
        synchronized (this) {
            open = false;
        }
        health.close();
        ways.close();
    }
}
