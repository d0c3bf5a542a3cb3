package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.controller.CheckedConfiguration;
import io.guideway.controller.ConfigurationFile;
import io.guideway.service.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwarderConfigTest {
    @TempDir
    private Path directory;

    @Test
    void theNodeCanUseItAsItIs() throws Exception {
        final Path file = directory.resolve("node.yaml");
        ForwarderConfig.write(file, LabService.WITH_THE_STORY, 0);
        final CheckedConfiguration checked = ConfigurationFile.read(file);
        assertEquals(List.of(), checked.warnings());
        assertEquals(
                LabService.WITH_THE_STORY.stream().map(LabService::name).toList(),
                checked.configuration().services().stream().map(Service::name).toList());
        checked.configuration()
                .services()
                .forEach(service -> assertEquals(3, service.backends().size()));
        assertEquals(
                Set.of(LabService.OF_THE_STORY.name()),
                checked.configuration().health().keySet());
    }
}
