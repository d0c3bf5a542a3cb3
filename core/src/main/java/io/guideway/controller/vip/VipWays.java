package io.guideway.controller.vip;

import io.guideway.controller.health.HealthPolicy;
import io.guideway.controller.health.ViaVip;
import io.guideway.controller.health.Way;
import io.guideway.packet.IpAddress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Opens the ways by which checks go to VIPs (docs/health.md). Nothing of the kernel is touched before a policy asks for one.
 *
 * <pre>
 *  socket of a run ──► route by its source port ──► TUN device ──► Sender ──► outer header, or frame ──► backend
 *         ▲                                                                                               │
 *         └────────────────────────────── the node's own address, by the kernel ◄─────────────────────────┘
 * </pre>
 *
 * One thread at a time calls in; the ways it gives are for any thread.
 */
public final class VipWays implements AutoCloseable {
    private static final String DEVICE = "gw-health";

    private final VipDevice.Maker maker;
    private final SourcePorts ports = new SourcePorts();
    private Optional<End> end = Optional.empty();
    private Set<IpAddress> wanted = Set.of();

    /** @param maker is asked for a device once, when the first policy needs it */
    public VipWays(final VipDevice.Maker maker) {
        this.maker = maker;
    }

    /** The node's end of all ways. */
    private record End(VipDevice device, PolicyRoutes routes, Sender sender, Thread thread) {
        static End open(final VipDevice device, final SourcePorts ports) {
            try {
                final PolicyRoutes routes = new PolicyRoutes(device.name());
                final Sender sender = new Sender(device, ports);
                return new End(
                        device,
                        routes,
                        sender,
                        Thread.ofPlatform().name("health-via-vip").daemon().start(sender));
            } catch (final VipException refused) {
                device.close();
                throw refused;
            }
        }

        void close() {
            sender.stop();
            joinThread();
            try {
                routes.close();
            } finally {
                device.close();
            }
        }

        private void joinThread() {
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (final InterruptedException hurried) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** An open way; equal to another one to the same VIP by the same description. */
    private record Open(ViaVip way, SourcePorts ports) implements Way {
        @Override
        public VipReach to(final IpAddress backend, final int port) {
            return new VipReach(way, backend, port, ports);
        }
    }

    /**
     * The same policies, with ways to VIPs that can be gone. Ways of policies before stay open until {@link #closeOthers}.
     *
     * @throws RuntimeException if the kernel cannot be set up for it, with the reason and what helps; nothing has changed then
     */
    public Map<String, HealthPolicy> open(final Map<String, HealthPolicy> policies) {
        final Set<IpAddress> vips = vips(policies.values());
        if (!vips.isEmpty()) {
            if (end.isEmpty()) {
                end = Optional.of(End.open(maker.make(DEVICE), ports));
            }
            route(end.get(), vips);
        }
        wanted = vips;
        final Map<String, HealthPolicy> opened = new LinkedHashMap<>(policies);
        opened.replaceAll(
                (_, policy) -> policy.way() instanceof final ViaVip via ? policy.by(new Open(via, ports)) : policy);
        return opened;
    }

    private void route(final End open, final Set<IpAddress> vips) {
        try {
            open.routes().add(vips);
        } catch (final VipException refused) {
            if (wanted.isEmpty()) { // nobody needs what there is
                close();
            }
            throw refused;
        }
    }

    private static Set<IpAddress> vips(final Collection<HealthPolicy> policies) {
        final Set<IpAddress> vips = new LinkedHashSet<>();
        for (final HealthPolicy policy : policies) {
            if (policy.way() instanceof final ViaVip via) {
                vips.add(via.vip());
            }
        }
        return vips;
    }

    /** Closes the ways that the last policies do not need. */
    public void closeOthers() {
        end.ifPresent(open -> open.routes().retain(wanted));
    }

    /** Closes all ways, and leaves nothing of them in the kernel. */
    @Override
    public void close() {
        end.ifPresent(End::close);
        end = Optional.empty();
    }
}
