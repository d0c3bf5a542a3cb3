package io.guideway.host;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmTest {
    private final FakeHost host;

    JvmTest(@TempDir final Path root) {
        host = new FakeHost(root);
    }

    private static Jvm jvm(final int feature, final String... flags) {
        return new Jvm(feature, feature + ".0.1+8", "Some Vendor", "/opt/jdk", List.of(flags));
    }

    @Test
    void aJdkOfTheRightVersionIsNamed() {
        host.program("/opt/jdk/bin/javac");
        Expect.ok(jvm(25).examine(host.files()), "JDK", "25.0.1+8 (Some Vendor) in /opt/jdk");
    }

    @Test
    void anOldJdkIsMissingWithWhereToGetANewOne() {
        host.program("/opt/jdk/bin/javac");
        Expect.missing(
                jvm(21).examine(host.files()),
                "JDK",
                "21.0.1+8 (Some Vendor) in /opt/jdk",
                "set JAVA_HOME to a JDK 25 or newer, for example from https://adoptium.net");
    }

    @Test
    void aRuntimeWithoutCompilerIsAWarning() {
        Expect.warning(
                jvm(26).examine(host.files()),
                "JDK",
                "26.0.1+8 (Some Vendor) in /opt/jdk has no javac; needed only to build",
                "set JAVA_HOME to a JDK 25 or newer");
    }

    @Test
    void theFlagsAreShown() {
        Expect.ok(jvm(25, "-XX:+UseZGC", "-Xmx1g").examine(host.files()), "JVM flags", "-XX:+UseZGC -Xmx1g");
    }

    @Test
    void anotherCollectorIsAWarning() {
        Expect.warning(
                jvm(25).examine(host.files()),
                "JVM flags",
                "none; without ZGC, which Guideway is measured with",
                "start it by ./guideway, or add -XX:+UseZGC");
    }
}
