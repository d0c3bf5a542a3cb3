package io.guideway.controller;

import io.guideway.controller.health.HealthPolicy;
import io.guideway.controller.health.ViaVip;
import io.guideway.packet.IpAddress;
import io.guideway.packet.MacAddress;
import io.guideway.packet.Prefix;
import io.guideway.service.AnnouncedVips;
import io.guideway.service.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Turns a document that the schema accepts into values, one for one and in its order; judges nothing. */
final class ConfigurationReader {
    private ConfigurationReader() {}

    static Configuration read(final Item root) {
        final List<Item> services = root.child("services").items();
        final DpdkConfig dpdk = dpdk(root.child("dpdk"));
        return new Configuration(
                node(root.child("node")),
                dpdk,
                services.stream().map(ServiceReader::read).toList(),
                health(services, dpdk.ports()),
                root.child("tier").isPresent() ? Optional.of(tier(root.child("tier"))) : Optional.empty());
    }

    private static Map<String, HealthPolicy> health(final List<Item> services, final List<PortConfig> ports) {
        return services.stream()
                .filter(service -> service.child("health").isPresent())
                .collect(Collectors.toMap(
                        service -> service.child("name").text(),
                        service -> health(service, ports),
                        (first, again) -> first)); // one name for two services; ServiceChecks complains
    }

    private static HealthPolicy health(final Item item, final List<PortConfig> ports) {
        final Service service = ServiceReader.read(item);
        return HealthReader.read(item.child("health"), service.port(), viaVip(service, ports));
    }

    private static ViaVip viaVip(final Service service, final List<PortConfig> ports) {
        return new ViaVip(
                service.vip(),
                service.mode(),
                service.sources(),
                service.handling().outer(),
                IntStream.range(0, ports.size())
                        .mapToObj(index -> ports.get(index).link(index))
                        .toList(),
                ports.stream()
                        .flatMap(port -> port.neighbours().entrySet().stream())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, again) -> first)));
    }

    private static NodeConfig node(final Item node) {
        final Item metrics = node.child("metrics");
        return new NodeConfig(
                node.child("name").text(),
                TierSeed.parse(node.child("tier-seed").text()),
                metrics.isPresent()
                        ? Optional.of(AddressPort.parse(metrics.text()).socket())
                        : Optional.empty(),
                node.child("api").isPresent() ? Optional.of(api(node.child("api"))) : Optional.empty(),
                durationOr(node.child("prepare"), NodeConfig.DEFAULT_PREPARE));
    }

    private static ApiListener api(final Item api) {
        final AddressPort listen = AddressPort.parse(api.child("listen").text());
        return new ApiListener(
                listen.address(),
                listen.port(),
                Path.of(api.child("certificate").text()),
                Path.of(api.child("key").text()),
                Path.of(api.child("token").text()));
    }

    private static TierConfig tier(final Item tier) {
        return new TierConfig(
                endpoint(tier.child("listen")),
                tier.child("peers").items().stream()
                        .map(peer -> AddressPort.parse(peer.text()))
                        .toList(),
                endpoint(tier.child("group")),
                tier.child("interface").isPresent()
                        ? Optional.of(IpAddress.parse(tier.child("interface").text()))
                        : Optional.empty());
    }

    private static Optional<AddressPort> endpoint(final Item item) {
        return item.isPresent() ? Optional.of(AddressPort.parse(item.text())) : Optional.empty();
    }

    private static DpdkConfig dpdk(final Item dpdk) {
        return new DpdkConfig(
                dpdk.child("eal").items().stream().map(Item::text).toList(),
                dpdk.child("ports").items().stream()
                        .map(ConfigurationReader::port)
                        .toList(),
                dpdk.child("workers").items().stream().map(Item::integer).toList(),
                dpdk.child("burst").integerOr(DpdkConfig.DEFAULT_BURST),
                IdleMode.of(dpdk.child("idle").textOr(IdleMode.BUSY_SPIN.toString())),
                records(dpdk.child("records")));
    }

    private static RecordsConfig records(final Item records) {
        return new RecordsConfig(
                records.child("size").integerOr(RecordsConfig.DEFAULT.size()),
                durationOr(records.child("idle"), RecordsConfig.DEFAULT.idle()));
    }

    private static Duration durationOr(final Item duration, final Duration otherwise) {
        return duration.isPresent() ? DurationSyntax.parse(duration.text()) : otherwise;
    }

    private static PortConfig port(final Item port) {
        final Item mac = port.child("mac");
        final Item kernelPath = port.child("kernel-path");
        return new PortConfig(
                port.child("id").integer(),
                mac.isPresent() ? OptionalLong.of(MacAddress.parse(mac.text())) : OptionalLong.empty(),
                port.child("address").items().stream()
                        .map(address -> Prefix.parse(address.text()))
                        .toList(),
                addresses(port.child("gateway")),
                neighbours(port.child("neighbours")),
                port.child("promiscuous").isTrue(),
                port.child("mtu").integerOr(PortConfig.DEFAULT_MTU_BYTES),
                kernelPath.isPresent() ? Optional.of(kernelPath.text()) : Optional.empty(),
                port.child("kernel-rate").integerOr(PortConfig.DEFAULT_KERNEL_RATE),
                AnnouncedVips.of(port.child("announce").textOr(AnnouncedVips.ON_LINK.toString())));
    }

    static List<IpAddress> addresses(final Item list) {
        return list.items().stream()
                .map(address -> IpAddress.parse(address.text()))
                .toList();
    }

    private static Map<IpAddress, Long> neighbours(final Item neighbours) {
        return neighbours.keys().stream()
                .collect(Collectors.toMap(
                        IpAddress::parse,
                        key -> MacAddress.parse(neighbours.child(key).text()),
                        (first, again) -> first)); // one address in two spellings; PortChecks complains
    }
}
