package io.guideway.host;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolsTest {
    private final FakeHost host;
    private final Tools tools = new Tools(List.of("", "here", "/usr/bin"));

    ToolsTest(@TempDir final Path root) {
        host = new FakeHost(root);
    }

    @Test
    void toolsAreFoundOnThePathAndAmongSystemPrograms() {
        host.program("/usr/sbin/ip").program("/sbin/ethtool").program("/usr/sbin/nginx");
        host.program("/usr/bin/curl").program("/usr/bin/python3");
        Expect.ok(tools.examine(host.files()), "demo tools", "ip, ethtool, nginx, curl, python3");
    }

    @Test
    void missingToolsAreAWarningWithTheirPackages() {
        host.program("/usr/bin/curl").program("/usr/bin/python3").file("/usr/bin/ethtool", "not a program");
        Expect.warning(
                tools.examine(host.files()),
                "demo tools",
                "no ip, ethtool, nginx; needed only for the demo",
                "sudo apt-get install -y --no-install-recommends iproute2 ethtool nginx-light");
    }
}
