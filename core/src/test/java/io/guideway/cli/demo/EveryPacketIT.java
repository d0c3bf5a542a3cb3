package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.cli.demo.PathLab.Driver;
import io.guideway.service.Mode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Packets of all lengths through the packaged program and real kernels, in every mode, over every combination of families: whole, in
 * fragments, and too long for their path. Needs root.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class EveryPacketIT {
    private static final List<LabService> SERVICES = services();
    private static final int UPLOAD = 400_000;

    @BeforeAll
    static void requireWhatItNeeds() throws IOException {
        assertEquals(List.of(), Requirements.missing(), "these tests cannot run here; run them as root");
    }

    /**
     * From 4,000 octets on the client's kernel cuts them, and with an outer header its fragments are too long once more: over IPv4 the
     * node cuts them again, over IPv6 it tells the client. So do 1,452 octets.
     */
    @ParameterizedTest
    @ValueSource(strings = {"three-tuple", "track"})
    void datagramsArriveWhole(final String policy) throws Exception {
        try (PathLab lab = new PathLab(Driver.PCAP, SERVICES, 1500, 1500)) {
            lab.start(1500, "fragments: " + policy);
            forEachService(lab, service -> {
                for (final String length : List.of("100", "1400", "1452", "4000", "20000")) {
                    assertEquals(length, lab.far("datagram", service.vip(), length), service::title);
                }
            });
        }
    }

    /**
     * The far client's own link takes {@code farMtu}, all others {@code mtu}: what is longer than that the router tells it, and what
     * is too long only with the outer header, the node.
     */
    @ParameterizedTest
    @CsvSource({"AF_PACKET, 1400, 1500", "PCAP, 9000, 9000"})
    void clientsFindOutWhatThePathTakes(final Driver driver, final int mtu, final int farMtu) throws Exception {
        try (PathLab lab = new PathLab(driver, SERVICES, mtu, farMtu)) {
            lab.start(mtu, "");
            forEachService(lab, service -> {
                final int learned = mtu - header(service);
                assertEquals(
                        Stream.of(farMtu, mtu, learned)
                                .distinct()
                                .map(String::valueOf)
                                .toList(),
                        List.of(lab.far("probe", service.vip()).split(" ")),
                        service::title);
                assertEquals(
                        "0 %d %d".formatted(learned, mtu),
                        lab.far("transfer", service.vip(), Integer.toString(UPLOAD), "0"),
                        service::title);
                assertPage(lab, service);
            });
        }
    }

    private static void assertPage(final PathLab lab, final LabService service) throws Exception {
        final String url = "http://%s:8000/".formatted(service.urlHost());
        final String said = lab.onFar(
                "curl",
                "--noproxy",
                "*",
                "--fail",
                "--silent",
                "--show-error",
                "--max-time",
                "20",
                "--output",
                "/dev/null",
                "--write-out",
                "%{size_download}",
                url);
        assertEquals("1000000", said, service::title);
    }

    /** Octets that a mode adds, as docs/packets.md has them. */
    private static int header(final LabService service) {
        final int outer = service.backendFamily() == Family.IPV4 ? 20 : 40;
        return switch (service.mode()) {
            case L2DSR, L3DSR -> 0;
            case IPIP -> outer;
            case GRE -> outer + 4;
            case GUE -> outer + 8;
        };
    }

    private interface Trial {
        void on(LabService service) throws Exception;
    }

    /** All of them, whatever becomes of one. */
    private static void forEachService(final PathLab lab, final Trial trial) throws InterruptedException {
        final List<Executable> trials = new ArrayList<>();
        for (final LabService service : SERVICES) {
            trials.add(() -> trial.on(service));
        }
        assertAll(trials);
        assertTrue(lab.stopNode().received() > 0);
    }

    private static List<LabService> services() {
        final List<LabService> services = new ArrayList<>();
        for (final Mode mode : Mode.values()) {
            for (final Family family : Family.values()) {
                for (final Family over : Family.values()) {
                    if (family == over || mode.hasOuterHeader()) {
                        final String vip = family == Family.IPV4 ? "203.0.113.%d" : "2001:db8::%d";
                        services.add(new LabService(mode, family, over, vip.formatted(20 + services.size())));
                    }
                }
            }
        }
        return services;
    }
}
