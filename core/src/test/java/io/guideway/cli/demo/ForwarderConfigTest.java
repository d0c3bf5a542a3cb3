package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.controller.CheckedConfiguration;
import io.guideway.controller.ConfigurationFile;
import io.guideway.service.Service;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwarderConfigTest {
    @TempDir
    private Path directory;

    @Test
    void theNodeCanUseItAsItIs() throws Exception {
        final Path file = directory.resolve("node.yaml");
        ForwarderConfig.write(file, LabService.OF_THE_DEMO, 0);
        final CheckedConfiguration checked = ConfigurationFile.read(file);
        assertEquals(List.of(), checked.warnings());
        assertEquals(
                LabService.OF_THE_DEMO.stream().map(LabService::name).toList(),
                checked.configuration().services().stream().map(Service::name).toList());
        checked.configuration()
                .services()
                .forEach(service -> assertEquals(3, service.backends().size()));
    }
}
