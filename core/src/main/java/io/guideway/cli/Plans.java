package io.guideway.cli;

import io.guideway.controller.AddressPort;
import io.guideway.controller.CheckedConfiguration;
import io.guideway.controller.Configuration;
import io.guideway.controller.ConfigurationException;
import io.guideway.controller.ConfigurationFile;
import io.guideway.controller.IdleMode;
import io.guideway.controller.NodeConfig;
import io.guideway.controller.PortConfig;
import io.guideway.controller.TierConfig;
import io.guideway.controller.TierSeed;
import io.guideway.flow.FlowHash;
import io.guideway.forwarder.NodePlan;
import io.guideway.forwarder.PortPlan;
import io.guideway.packet.IpAddress;
import io.guideway.tier.TierPlan;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Turns what the controller's side read into what the forwarder's side is told. */
public final class Plans {
    private Plans() {}

    /** Reads a configuration for a command that acts on it; warnings go to {@code err}. */
    static NodePlan read(final Path file, final PrintWriter err) throws ConfigurationException {
        return plan(check(file, err));
    }

    /** The same, as the controller's side has it. */
    static Configuration check(final Path file, final PrintWriter err) throws ConfigurationException {
        final CheckedConfiguration checked = ConfigurationFile.read(file);
        checked.warnings().forEach(warning -> err.println("warning: " + warning));
        return checked.configuration();
    }

    /** The same without the services, for a forwarder whose supervisor has read the whole file and said what is doubtful. */
    static Configuration checkNode(final Path file) throws ConfigurationException {
        return ConfigurationFile.readNode(file).configuration();
    }

    /** What the forwarder's side is told. */
    public static NodePlan plan(final Configuration configuration) {
        final TierSeed seed = configuration.node().tierSeed();
        return new NodePlan(
                new FlowHash(seed.k0(), seed.k1()),
                configuration.dpdk().eal(),
                configuration.dpdk().ports().stream().map(Plans::port).toList(),
                configuration.links(),
                configuration.dpdk().workers(),
                configuration.dpdk().burst(),
                configuration.dpdk().idle() == IdleMode.BUSY_SPIN,
                configuration.dpdk().records().size(),
                (int) configuration.dpdk().records().idle().toSeconds(),
                configuration.services(),
                configuration.tier().map(tier -> tier(tier, configuration.node())));
    }

    private static TierPlan tier(final TierConfig tier, final NodeConfig node) {
        return new TierPlan(
                node.name(),
                node.tierSeed().k0(),
                node.tierSeed().k1(),
                tier.listen().map(AddressPort::toString),
                tier.peers().stream().map(AddressPort::toString).toList(),
                tier.group().map(AddressPort::toString),
                tier.through().map(IpAddress::toString));
    }

    private static PortPlan port(final PortConfig port) {
        return new PortPlan(
                port.id(),
                port.mac(),
                port.promiscuous(),
                port.mtuBytes(),
                port.neighbours(),
                port.addresses(),
                port.announced(),
                port.kernelPath().map(device -> new PortPlan.Kernel(device, port.kernelRate())));
    }
}
