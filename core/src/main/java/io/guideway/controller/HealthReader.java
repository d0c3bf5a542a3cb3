package io.guideway.controller;

import io.guideway.controller.health.Authorities;
import io.guideway.controller.health.Check;
import io.guideway.controller.health.Damping;
import io.guideway.controller.health.HealthPolicy;
import io.guideway.controller.health.SlowStart;
import io.guideway.controller.health.StatusSet;
import io.guideway.controller.health.Tls;
import io.guideway.controller.health.Watermark;
import io.guideway.controller.health.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns the health of one service into its policy. The schema and {@link HealthChecks} have passed it; judges nothing but
 * whether the file of authorities can be read.
 */
final class HealthReader {
    private HealthReader() {}

    /**
     * @param servicePort the port to ask where the health names none
     * @param viaVip the way to take where it asks for that
     */
    static HealthPolicy read(final Item health, final int servicePort, final Way viaVip) {
        final Duration interval = duration(health.child("interval"), HealthPolicy.DEFAULT_INTERVAL);
        final Duration defaultTimeout =
                interval.compareTo(HealthPolicy.DEFAULT_TIMEOUT) < 0 ? interval : HealthPolicy.DEFAULT_TIMEOUT;
        return new HealthPolicy(
                check(health),
                health.child("port").integerOr(servicePort),
                interval,
                health.child("jitter").integerOr(HealthPolicy.DEFAULT_JITTER_PERCENT),
                duration(health.child("timeout"), defaultTimeout),
                health.child("rise").integerOr(HealthPolicy.DEFAULT_RISE),
                health.child("fall").integerOr(HealthPolicy.DEFAULT_FALL),
                read(health.child("damping"), HealthReader::damping, Damping.NONE),
                read(health.child("watermark"), HealthReader::watermark, Watermark.ONLY_NONE),
                read(health.child("slow-start"), HealthReader::slowStart, SlowStart.NONE),
                health.child("via").isPresent() ? viaVip : Way.DIRECT);
    }

    private static <T> T read(final Item item, final Function<Item, T> reader, final T absent) {
        return item.isPresent() ? reader.apply(item) : absent;
    }

    private static Check check(final Item health) {
        final String kind = HealthChecks.kind(health);
        final Item value = health.child(kind);
        return switch (kind) {
            case "http" -> http(health, value.text(), Optional.empty());
            case "https" -> http(health, value.text(), Optional.of(tls(health)));
            case "tcp" -> new Check.Tcp();
            case "tls" -> new Check.TlsHandshake(tls(health));
            case "udp" -> new Check.Udp(value.text(), text(health.child("answer")));
            case "grpc" -> new Check.Grpc(value.text(), Optional.empty(), text(health.child("host")));
            case "grpcs" -> new Check.Grpc(value.text(), Optional.of(tls(health)), text(health.child("host")));
            case "dns" ->
                new Check.Dns(
                        value.text(), Check.RecordType.of(health.child("record").textOr("a")));
            default -> throw new AssertionError("no check is called " + kind);
        };
    }

    private static Check http(final Item health, final String path, final Optional<Tls> tls) {
        final Item headers = health.child("headers");
        final Map<String, String> byName = headers.keys().stream()
                .collect(Collectors.toMap(
                        Function.identity(), name -> headers.child(name).text()));
        return new Check.Http(
                path,
                tls,
                read(health.child("status"), HealthReader::statuses, StatusSet.OK),
                text(health.child("body")),
                text(health.child("host")),
                byName);
    }

    static StatusSet statuses(final Item status) {
        final List<Item> items = status.json().isArray() ? status.items() : List.of(status);
        return new StatusSet(
                items.stream().map(item -> StatusSet.Range.parse(item.text())).toList());
    }

    private static Tls tls(final Item health) {
        return new Tls(
                health.child("verify").isTrue(),
                read(health.child("authorities"), HealthReader::authorities, List.of()),
                text(health.child("host")).map(HealthReader::name));
    }

    /** What stands in a certificate: neither a port nor the brackets of an IPv6 address. */
    private static String name(final String host) {
        final String name = host.replaceFirst(":[0-9]+$", "");
        return name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    }

    private static List<X509Certificate> authorities(final Item file) {
        try {
            return Authorities.read(Path.of(file.text()));
        } catch (final IOException | CertificateException e) {
            file.error("cannot be read as certificates: " + e.getMessage(), "name a readable file in PEM");
            return List.of();
        }
    }

    private static Damping damping(final Item damping) {
        return new Damping(
                duration(damping.child("hold"), Damping.DEFAULT_HOLD),
                duration(damping.child("longest"), Damping.DEFAULT_LONGEST),
                duration(damping.child("forget"), Damping.DEFAULT_FORGET));
    }

    private static Watermark watermark(final Item watermark) {
        final int low = watermark.child("low").integer();
        return new Watermark(low, watermark.child("high").integerOr(low));
    }

    private static SlowStart slowStart(final Item slowStart) {
        return new SlowStart(
                DurationSyntax.parse(slowStart.child("over").text()),
                slowStart.child("steps").integerOr(SlowStart.DEFAULT_STEPS));
    }

    private static Duration duration(final Item item, final Duration absent) {
        return item.isPresent() ? DurationSyntax.parse(item.text()) : absent;
    }

    private static Optional<String> text(final Item item) {
        return item.isPresent() ? Optional.of(item.text()) : Optional.empty();
    }
}
