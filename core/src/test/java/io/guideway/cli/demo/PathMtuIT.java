package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.service.Mode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Kernels find out the MTU of their paths through the packaged program, where the far client's router has a next hop that takes
 * less. Needs root.
 * <pre>
 *   far ──1300── router ── switch ── node, b1, b2, b3
 * </pre>
 * What is too long for the encapsulation the node tells the client; what is too long for the router, on its way from a backend, the
 * router tells the VIP, and the node the backend.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class PathMtuIT {
    private static final List<LabService> SERVICES = LabService.OF_THE_DEMO;
    private static final int NARROW = 1300;

    private PathLab lab;

    @BeforeEach
    void startEverything() throws Exception {
        assertEquals(List.of(), Requirements.missing(), "these tests cannot run here; run them as root");
        lab = new PathLab(PathLab.Driver.AF_PACKET, SERVICES, 1500, 1500);
        lab.router()
                .ip(List.of(
                        "route replace 10.78.0.2 dev eth1 mtu lock %d".formatted(NARROW),
                        "route replace fd78::2 dev eth1 mtu lock %d".formatted(NARROW)));
        lab.start(
                1500,
                "fragments: track"); // so that what the router says about an answer meets the backend that gave it
    }

    @AfterEach
    void removeEverything() throws IOException {
        lab.close();
    }

    /** They send before any backend has learned of the narrow hop: what a backend knows of that its SYN-ACKs tell over IPv6. */
    @Test
    void clientsLearnWhatFitsTheEncapsulation() throws Exception {
        for (final LabService service : SERVICES) {
            final int header = service.mode() == Mode.L2DSR ? 0 : service.family() == Family.IPV4 ? 20 : 40;
            assertEquals(
                    "0 %d 1500".formatted(1500 - header),
                    lab.far("transfer", service.vip(), "300000", "0"),
                    () -> service.title() + "\n" + lab.tail());
        }
    }

    @Test
    void backendsLearnWhatTheirPathsTake() throws Exception {
        for (final LabService service : SERVICES) {
            assertEquals(
                    "300000 1500 " + NARROW,
                    lab.far("transfer", service.vip(), "10", "300000"),
                    () -> service.title() + "\n" + lab.tail());
        }
    }

    @Test
    void datagramsThatMayBeCutArriveWhole() throws Exception {
        for (final LabService service : SERVICES) {
            for (final String length : List.of("1200", "1440", "1452", "1472")) {
                assertEquals(length, lab.far("datagram", service.vip(), length), service::title);
            }
        }
    }

    /** The program asks with the longest packets of the path, hop by hop; its last line has the answer. */
    @Test
    void tracepathFindsWhatFits() throws Exception {
        for (final LabService service : SERVICES) {
            final int header = service.mode() == Mode.L2DSR ? 0 : service.family() == Family.IPV4 ? 20 : 40;
            final String found = lab.onFar("tracepath", "-n", "-p", "" + PathLab.DEAF_PORT, service.vip());
            assertTrue(found.contains("reached"), () -> service.title() + "\n" + found + lab.tail());
            assertTrue(
                    found.contains("Resume: pmtu %d ".formatted(1500 - header)), () -> service.title() + "\n" + found);
        }
    }

    @Test
    void vipsAreThereForWhoAsks() throws Exception {
        for (final LabService service : SERVICES) {
            for (final String length : List.of("8", "1000")) {
                assertEquals(service.vip(), lab.far("echo", service.vip(), length), service::title);
            }
        }
    }
}
