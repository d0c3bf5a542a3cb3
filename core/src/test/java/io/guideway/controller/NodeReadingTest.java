package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.guideway.controller.ConfigurationException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a supervised forwarder reads of the file. */
class NodeReadingTest {
    @TempDir
    private Path directory;

    private Configuration read(final Sample sample) throws ConfigurationException, IOException {
        final Path file = directory.resolve("node.yaml");
        Files.writeString(file, sample.yaml());
        return ConfigurationFile.readNode(file).configuration();
    }

    private void assertHasTheNode(final Sample sample) throws ConfigurationException, IOException {
        final Configuration configuration = read(sample);
        assertEquals(Sample.GOOD.accepted().node(), configuration.node());
        assertEquals(Sample.GOOD.accepted().dpdk(), configuration.dpdk());
    }

    @Test
    void theNodeIsReadWithoutItsServices() throws Exception {
        assertHasTheNode(Sample.GOOD);
        assertEquals(List.of(), read(Sample.GOOD).services());
    }

    @Test
    void aServiceThatIsWrongIsNotLookedAt() throws Exception {
        assertHasTheNode(Sample.GOOD.with("203.0.113.10", "nowhere"));
    }

    @Test
    void anAnchorInAServiceIsUnderstood() throws Exception {
        final String[] parts = Sample.GOOD.yaml().split("(?m)^(?=dpdk:|services:)");
        final Sample servicesFirst = new Sample(parts[0] + parts[2] + parts[1]);
        assertHasTheNode(servicesFirst);
        assertHasTheNode(servicesFirst
                .with("10.0.1.1, weight: 1}", "10.0.1.1, weight: &one 1}")
                .with("workers: [1]", "workers: [*one]"));
    }

    @Test
    void whatIsWrongWithTheNodeIsSaid() {
        final ConfigurationException refusal = assertThrows(
                ConfigurationException.class, () -> read(Sample.GOOD.with("workers: [1]", "workers: [one]")));
        assertEquals("dpdk.workers[0]", refusal.problems().getFirst().path());
        assertEquals(
                Kind.UNPARSEABLE,
                assertThrows(ConfigurationException.class, () -> read(Sample.GOOD.with("workers: [1]", "workers: [1")))
                        .kind());
    }
}
