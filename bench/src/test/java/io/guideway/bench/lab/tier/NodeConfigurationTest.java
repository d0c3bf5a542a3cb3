package io.guideway.bench.lab.tier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.controller.Configuration;
import io.guideway.controller.ConfigurationFile;
import io.guideway.service.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The nodes' configuration, read as a node reads it. */
class NodeConfigurationTest {
    private static final String SEED = "000102030405060708090a0b0c0d0e0f";
    private static final List<TierHost> NODES = TierHost.nodes(3);

    @TempDir
    private Path directory;

    @Test
    void aNodeTakesItAndItsBackendsHaveTheirWeights() throws Exception {
        final List<TierHost> backends = TierHost.backends();
        final String text = new NodeConfiguration(Reports.plan(false), SEED, NODES)
                .of(NODES.get(1), 0, Map.of(backends.get(0), 0, backends.get(4), 1));
        final Configuration configuration = ConfigurationFile.read(Files.writeString(directory.resolve("n"), text))
                .configuration();
        final Service service = configuration.services().getFirst();
        assertEquals("n2", configuration.node().name());
        assertEquals(60, service.tracking().drainSeconds());
        assertEquals(2, service.backends().size());
        service.backends()
                .forEach(backend ->
                        assertEquals(backend.address().toString().equals("10.77.0.15") ? 1 : 0, backend.weight()));
    }

    @Test
    void replicatingNodesKnowTheirPeers() {
        final String text = new NodeConfiguration(Reports.plan(true), SEED, NODES)
                .of(NODES.get(1), 0, Map.of(TierHost.backends().get(0), 1));
        assertTrue(
                text.lines()
                        .anyMatch(
                                "tier: {listen: \"10.77.0.3:7100\", peers: [\"10.77.0.2:7100\", \"10.77.0.4:7100\"]}"
                                        ::equals),
                text);
    }
}
