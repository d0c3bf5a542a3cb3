package io.guideway.controller;

import io.guideway.packet.IpAddress;
import io.guideway.packet.Prefix;
import io.guideway.service.Backend;
import io.guideway.service.ClientRule;
import io.guideway.service.Endpoint;
import io.guideway.service.FlowTracking;
import io.guideway.service.FragmentPolicy;
import io.guideway.service.Handling;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Oversize;
import io.guideway.service.Ports;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.List;

/** Turns one service of the file into its value. The schema and {@link VersionLimits} have passed it; judges nothing. */
final class ServiceReader {
    private static final int DEFAULT_WEIGHT = 1;

    private ServiceReader() {}

    static Service read(final Item service) {
        return new Service(
                service.child("name").text(),
                endpoint(service),
                mode(service.child("mode").text()),
                hash(service.child("hash").textOr("five-tuple")),
                service.child("table-size").integerOr(Service.DEFAULT_TABLE_SIZE),
                sources(service.child("source")),
                service.child("backends").items().stream()
                        .map(ServiceReader::backend)
                        .toList(),
                service.child("clients").items().stream()
                        .map(ServiceReader::clients)
                        .toList(),
                tracking(service),
                handling(service));
    }

    private static Endpoint endpoint(final Item service) {
        return new Endpoint(
                AddressSyntax.prefix(service.child("vip").text()),
                protocol(service.child("protocol").text()),
                ports(service.child("port")));
    }

    /** The ports of a service, which the schema accepts. */
    static Ports ports(final Item port) {
        return port.json().isNumber() ? Ports.of(port.integer()) : Ports.parse(port.text());
    }

    private static ClientRule clients(final Item rule) {
        return new ClientRule(
                AddressSyntax.prefix(rule.child("from").text()), ConfigurationReader.addresses(rule.child("backends")));
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
        return new Handling(
                OuterReader.read(service),
                fragments(service.child("fragments").textOr("three-tuple")),
                oversize(service),
                QuicReader.read(service));
    }

    private static FragmentPolicy fragments(final String word) {
        return switch (word) {
            case "three-tuple" -> FragmentPolicy.THREE_TUPLE;
            case "track" -> FragmentPolicy.TRACK;
            case "drop" -> FragmentPolicy.DROP;
            default -> throw unexpected(word);
        };
    }

    private static Oversize oversize(final Item service) {
        return new Oversize(service.child("too-big").textOr("fragment").equals("fragment"), mss(service.child("mss")));
    }

    private static int mss(final Item mss) {
        if (!mss.isPresent()) {
            return Oversize.ANY_MSS;
        }
        return mss.json().isNumber() ? mss.integer() : Oversize.FITTING_MSS;
    }

    private static List<Prefix> sources(final Item list) {
        return list.items().stream()
                .map(source -> AddressSyntax.prefix(source.text()))
                .toList();
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
            case "any" -> Protocol.ANY;
            default -> throw unexpected(word);
        };
    }

    private static Mode mode(final String word) {
        return switch (word) {
            case "l2dsr" -> Mode.L2DSR;
            case "ipip" -> Mode.IPIP;
            case "gre" -> Mode.GRE;
            case "gue" -> Mode.GUE;
            case "l3dsr" -> Mode.L3DSR;
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

    static AssertionError unexpected(final String word) {
        return new AssertionError("the schema and the limits of this version let '" + word + "' pass");
    }
}
