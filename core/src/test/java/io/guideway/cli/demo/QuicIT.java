package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.controller.health.TestCertificate;
import io.guideway.forward.QuicSites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real QUIC clients and servers around the packaged {@code guideway run}, in network namespaces. Needs root. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class QuicIT {
    private static final LabService SERVICE = LabService.OF_THE_DEMO.getFirst();
    private static final int CONNECTIONS = 20;
    private static final int MOVES = 3;

    /** Client and server lose one of some hundred moves with nothing between them, too. */
    private static final int MOST_LOST = 1;

    private static final Duration BOUND = Duration.ofMinutes(2);

    private static final String LOST = " lost";

    private Guardian guardian;
    private Lab lab;

    @BeforeEach
    void layOut() throws Exception {
        assertEquals(List.of(), Requirements.missing(), "these tests cannot run here; run them as root");
        final DemoRun run = DemoRun.ofThisProcess();
        guardian = Guardian.of(run);
        lab = new Lab(run, List.of(SERVICE));
        lab.build();
    }

    @AfterEach
    void removeEverything() throws IOException {
        guardian.close();
    }

    /** By chance all of these ports together would lead back to where each connection began once in 3^60 runs. */
    @Test
    void aConnectionKeepsItsServerWhileItsClientMovesFromPortToPort() throws Exception {
        final ForwarderProcess node = ForwarderProcess.start(lab, configuration());
        node.awaitForwarding();
        startServers();
        final String said = java(LabHost.CLIENT, "client", QuicClient.class, SERVICE.vip(), CONNECTIONS, MOVES)
                .awaitEnd(BOUND);
        final List<String> connections =
                said.lines().filter(line -> line.matches("\\d:.*")).toList(); // Kwik says something too
        final Set<String> servers = new HashSet<>();
        assertEquals(CONNECTIONS, connections.size(), said);
        final long lost =
                connections.stream().filter(line -> line.endsWith(LOST)).count();
        assertTrue(lost <= MOST_LOST, said);
        connections.stream().filter(line -> !line.endsWith(LOST)).forEach(line -> {
            final List<String> answers = List.of(line.split(" "));
            assertEquals(1 + MOVES, answers.size(), line);
            final Set<String> heard = parts(answers, 0);
            assertEquals(1, heard.size(), () -> "one connection, several servers: " + line);
            assertTrue(
                    parts(answers, 1).size() >= MOVES, () -> "the client did not move: " + line); // one may come twice
            servers.addAll(heard);
        });
        assertTrue(servers.size() > 1, said);
        node.stop();
    }

    private static Set<String> parts(final List<String> answers, final int part) {
        return answers.stream().map(answer -> answer.split(":")[part]).collect(Collectors.toSet());
    }

    private void startServers() throws Exception {
        final Path certificate = lab.run().file("certificate.p12");
        TestCertificate.make(certificate);
        final List<Child> servers = new ArrayList<>();
        for (int i = 0; i < LabHost.BACKENDS.size(); i++) {
            final LabHost backend = LabHost.BACKENDS.get(i);
            servers.add(java(backend, "server-" + i, QuicServer.class, SERVICE.vip(), 1 + i, certificate));
        }
        for (final Child server : servers) {
            server.awaitErrorWord("ready", BOUND);
        }
    }

    private Child java(final LabHost host, final String name, final Class<?> program, final Object... arguments)
            throws IOException {
        final List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        Arrays.stream(arguments).map(Object::toString).forEach(words::add);
        return Child.start(lab.namespace(host).command(words.toArray(String[]::new)), name);
    }

    private Path configuration() throws IOException {
        final List<LabHost> hosts = LabHost.BACKENDS;
        final String neighbours = hosts.stream()
                .map(backend -> "%s: \"%s\"".formatted(backend.ipv4(), backend.mac()))
                .collect(Collectors.joining(", "));
        final String backends = IntStream.range(0, hosts.size())
                .mapToObj(i -> "{address: %s, server-id: \"%s\"}"
                        .formatted(hosts.get(i).ipv4(), QuicSites.serverId(QuicSites.FOUR_PASSES, 1 + i)))
                .collect(Collectors.joining(", "));
        return Files.writeString(lab.run().file("node.yaml"), """
                node: {name: lb-1, tier-seed: "000102030405060708090a0b0c0d0e0f"}
                dpdk:
                  eal: ["--in-memory", "--no-pci", "--vdev=net_af_packet0,iface=%s,framecnt=4096"]
                  ports: [{id: 0, address: [%s], neighbours: {%s}}]
                  workers: [%d]
                  idle: backoff
                services:
                  - name: who
                    vip: %s
                    protocol: udp
                    port: %d
                    mode: l2dsr
                    quic: {configs: [{id: 0, server-id-length: 3, nonce-length: 4, key: "%s"}]}
                    backends: [%s]
                """.formatted(
                        LabHost.NODE.device(),
                        LabHost.NODE.addressOnLink(Family.IPV4),
                        neighbours,
                        ForwarderProcess.lastCpu(),
                        SERVICE.vip(),
                        QuicServer.PORT,
                        "8f95f09245765f80256934e50c66207f",
                        backends));
    }
}
