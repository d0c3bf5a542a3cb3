package io.guideway.controller;

import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import io.guideway.service.FlowTracking;
import io.guideway.service.Handling;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;

/** Turns one service of the file into its value. The schema and {@link VersionLimits} have passed it; judges nothing. */
final class ServiceReader {
    private static final int DEFAULT_WEIGHT = 1;

    private ServiceReader() {}

    static Service read(final Item service) {
        return new Service(
                service.child("name").text(),
                AddressSyntax.prefix(service.child("vip").text()).address(),
                protocol(service.child("protocol").text()),
                service.child("port").integer(),
                mode(service.child("mode").text()),
                hash(service.child("hash").textOr("five-tuple")),
                service.child("table-size").integerOr(Service.DEFAULT_TABLE_SIZE),
                ConfigurationReader.addresses(service.child("source")),
                service.child("backends").items().stream()
                        .map(ServiceReader::backend)
                        .toList(),
                tracking(service),
                handling(service));
    }

    private static FlowTracking tracking(final Item service) {
        final Item drain = service.child("drain");
        return new FlowTracking(
                scope(service.child("track").textOr("moved")),
                drain.isPresent()
                        ? (int) DurationSyntax.parse(drain.text()).toSeconds()
                        : FlowTracking.DEFAULT.drainSeconds(),
                service.child("udp").textOr("move").equals("stick"));
    }

    private static Handling handling(final Item service) {
        return QuicReader.read(service).map(Handling.DEFAULT::with).orElse(Handling.DEFAULT);
    }

    private static FlowTracking.Scope scope(final String word) {
        return switch (word) {
            case "moved" -> FlowTracking.Scope.MOVED;
            case "all" -> FlowTracking.Scope.ALL;
            case "none" -> FlowTracking.Scope.NONE;
            default -> throw unexpected(word);
        };
    }

    private static Backend backend(final Item backend) {
        return new Backend(
                IpAddress.parse(backend.child("address").text()),
                backend.child("weight").integerOr(DEFAULT_WEIGHT));
    }

    private static Protocol protocol(final String word) {
        return switch (word) {
            case "tcp" -> Protocol.TCP;
            case "udp" -> Protocol.UDP;
            default -> throw unexpected(word);
        };
    }

    private static Mode mode(final String word) {
        return switch (word) {
            case "l2dsr" -> Mode.L2DSR;
            case "ipip" -> Mode.IPIP;
            default -> throw unexpected(word);
        };
    }

    private static HashFields hash(final String word) {
        return switch (word) {
            case "five-tuple" -> HashFields.FIVE_TUPLE;
            case "source" -> HashFields.SOURCE;
            case "source-port" -> HashFields.SOURCE_PORT;
            default -> throw unexpected(word);
        };
    }

    private static AssertionError unexpected(final String word) {
        return new AssertionError("the schema and the limits of this version let '" + word + "' pass");
    }
}
