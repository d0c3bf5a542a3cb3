package io.guideway.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Our shell scripts as shellcheck sees them, where it is installed ({@code ./guideway test} sees to that). */
class ShellScriptsTest {
    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();

    @Test
    void shellcheckFindsNothing() {
        final String path = System.getenv("PATH");
        assumeTrue(
                Arrays.stream(path.split(":"))
                        .anyMatch(directory -> new HostFiles(Path.of("/")).isProgram(directory + "/shellcheck")),
                "shellcheck is not installed");
        final Script.Outcome outcome = new Script(Path.of("shellcheck"), Map.of("PATH", path), TOP)
                .run(
                        "-x",
                        "guideway",
                        ".ci/run",
                        "hugepage-setup/hugepages",
                        "hugepage-setup/launcher/jdk.bash",
                        "hugepage-setup/launcher/packages.bash",
                        "hugepage-setup/launcher/build.bash");
        assertEquals("", outcome.out());
        assertEquals(0, outcome.exitCode(), outcome.err());
    }
}
