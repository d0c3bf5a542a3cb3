package io.guideway.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher {@code guideway} in a source tree, a Java and a Maven of the test's own: the Java says how it was called,
 * the Maven makes the program's JAR and counts how often. Nothing is installed: there is no apt-get on the PATH.
 */
class LauncherTest {
    private static final String NEEDED_BY_THE_LAUNCHER =
            "bash cat cut dirname env find flock grep id ldconfig mkdir readlink rm sed sha256sum sort stat tail touch xargs";

    private final FakeHost host;
    private final Path tree;
    private final Map<String, String> environment = new HashMap<>();

    LauncherTest(@TempDir final Path root) throws IOException {
        host = new FakeHost(root.toRealPath());
        tree = root.toRealPath().resolve("a tree");
    }

    @BeforeEach
    void aTreeAJavaAndAMaven() throws IOException {
        copyOfTheLauncher();
        host.file("/a tree/pom.xml", "<project/>")
                .file("/a tree/.mvn/jvm.config", "")
                .file("/a tree/core/pom.xml", "<project/>")
                .file("/a tree/core/src/main/java/A.java", "class A {}")
                .file("/a tree/dpdk-shim/shim.c", "int a;")
                .file("/a tree/bench/native/reference.c", "int b;");
        jdk("/jdk", "25.0.3");
        for (final String tool : NEEDED_BY_THE_LAUNCHER.split(" ")) {
            host.program("/bin/" + tool, "exec %s \"$@\"".formatted(real(tool)));
        }
        for (final String tool : List.of("cmake", "make", "gcc")) {
            host.program("/bin/" + tool, "");
        }
        host.program("/bin/pkg-config", "exit 0");
        host.program("/bin/mvn", "echo \"$*\" >>builds; mkdir -p core/target; touch core/target/guideway.jar");
        environment.put("PATH", host.at("/bin").toString());
        environment.put("JAVA_HOME", host.at("/jdk").toString());
    }

    private void copyOfTheLauncher() throws IOException {
        final Path parts = Path.of("launcher");
        Files.createDirectories(tree.resolve("hugepage-setup/launcher"));
        Files.copy(Path.of("../guideway"), tree.resolve("guideway"), StandardCopyOption.COPY_ATTRIBUTES);
        for (final String part : new HostFiles(parts.toAbsolutePath()).names("/")) {
            Files.copy(
                    parts.resolve(part), tree.resolve("hugepage-setup/launcher").resolve(part));
        }
    }

    private static String real(final String tool) {
        return List.of("/usr/bin/", "/bin/", "/usr/sbin/", "/sbin/").stream()
                .map(directory -> directory + tool)
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + tool + " on this machine"));
    }

    /** A JDK whose java prints the arguments it gets, one a line. */
    private void jdk(final String home, final String version) {
        host.file(home + "/release", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"%s\"".formatted(version))
                .program(home + "/bin/java", "printf '%s\\n' \"$0\" \"$@\"")
                .program(home + "/bin/javac", "");
    }

    private Script.Outcome guideway(final String... arguments) {
        return new Script(tree.resolve("guideway"), environment, host.at("/")).run(arguments);
    }

    private int builds() {
        return host.files().lines("/a tree/builds").size();
    }

    private void assertFails(final Script.Outcome outcome, final int exitCode, final String because) {
        assertEquals(exitCode, outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().contains(because), outcome.err());
        assertEquals("", outcome.out());
    }

    @Test
    void theProgramGetsItsArgumentsAsTheyWereGiven() {
        final Script.Outcome outcome = guideway("check", "my file.yaml", "");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals("""
                %s/bin/java
                -XX:+UseZGC
                -Dagrona.disable.bounds.checks=true
                -Dguideway.home=%s
                -jar
                %s/core/target/guideway.jar
                check
                my file.yaml

                """.formatted(host.at("/jdk"), tree, tree), outcome.out());
    }

    @Test
    void aCommandThatAsksANodeGetsAJvmThatStartsFast() {
        for (final String command :
                List.of("status", "top", "service", "backend", "reload", "save", "explain", "table")) {
            final List<String> words = guideway(command).out().lines().toList();
            assertTrue(words.contains("-XX:SharedArchiveFile=%s/core/target/commands.jsa".formatted(tree)), command);
            assertFalse(words.contains("-XX:+UseZGC"), command);
        }
    }

    @Test
    void optionsForTheJvmComeBeforeTheProgram() {
        environment.put("GUIDEWAY_JAVA_OPTS", "-Xmx1g -Dx=y");
        assertTrue(guideway("version").out().contains("\n-Xmx1g\n-Dx=y\n-jar\n"));
    }

    @Test
    void theProgramsExitCodeIsTheLaunchers() {
        host.program("/jdk/bin/java", "exit 2");
        assertEquals(2, guideway("check").exitCode());
    }

    @Test
    void aSymbolicLinkLeadsToTheTree() {
        host.link("/bin/gw", tree.resolve("guideway").toString());
        final Script.Outcome outcome = new Script(host.at("/bin/gw"), environment, host.at("/")).run("version");
        assertTrue(outcome.out().contains("-Dguideway.home=" + tree + "\n"), outcome.err());
    }

    @Test
    void whatIsBuiltIsNotBuiltAgain() {
        guideway("version");
        assertEquals("", guideway("version").err());
        assertEquals(1, builds());
    }

    @Test
    void changedSourcesAreBuilt() {
        guideway("version");
        host.file("/a tree/core/src/main/java/A.java", "class A { int b; }");
        guideway("version");
        host.file("/a tree/dpdk-shim/shim.c", "int b;");
        guideway("version");
        host.file("/a tree/core/src/main/java/B.java", "class B {}");
        guideway("version");
        assertEquals(4, builds());
    }

    @Test
    void aSourceThatIsGoneIsAChange() throws IOException {
        host.file("/a tree/core/src/main/java/B.java", "class B {}");
        guideway("version");
        Files.delete(host.at("/a tree/core/src/main/java/B.java"));
        guideway("version");
        assertEquals(2, builds());
    }

    @Test
    void whatTheBuildMadeAndTestsAreNoChange() {
        guideway("version");
        host.file("/a tree/ring/src/test/java/ATest.java", "class ATest {}")
                .file("/a tree/dpdk-shim/target/shim.o", "x")
                .file("/a tree/core/target/lib/x.jar", "x");
        guideway("version");
        assertEquals(1, builds());
    }

    @Test
    void coresTestsAreAChangeForTheBenchmarksUseThem() {
        guideway("version");
        host.file("/a tree/core/src/test/java/Frames.java", "class Frames {}");
        guideway("version");
        assertEquals(2, builds());
    }

    @Test
    void aTreeThatWasMovedForgetsWhatCmakeKnewOfTheOldPlace() {
        final String here = "CMAKE_HOME_DIRECTORY:INTERNAL=" + tree + "/dpdk-shim";
        host.file("/a tree/dpdk-shim/target/one/CMakeCache.txt", here)
                .file("/a tree/dpdk-shim/target/two/CMakeCache.txt", here + "/elsewhere");
        guideway("version");
        assertTrue(host.files().exists("/a tree/dpdk-shim/target/one/CMakeCache.txt"));
        assertFalse(host.files().exists("/a tree/dpdk-shim/target/two"));
    }

    @Test
    void aJarThatIsGoneIsBuiltAgain() throws IOException {
        guideway("version");
        Files.delete(host.at("/a tree/core/target/guideway.jar"));
        assertEquals(0, guideway("version").exitCode());
        assertEquals(2, builds());
    }

    @Test
    void aFailedBuildShowsItsErrorsAndIsTriedAgain() {
        host.program("/bin/mvn", "echo '[INFO] fine'; echo '[ERROR] A.java:[1,2] not so'; exit 1");
        final Script.Outcome outcome = guideway("version");
        assertFails(outcome, 1, "[ERROR] A.java:[1,2] not so\nguideway: the build failed; its log is " + tree);
        assertFalse(outcome.err().contains("fine"), outcome.err());
        assertFails(guideway("version"), 1, "the build failed");
    }

    @Test
    void aBuildWithoutNetworkSaysThatItNeedsIt() {
        host.program("/bin/mvn", "echo '[ERROR] Could not transfer artifact x from y: z: Unknown host z'; exit 1");
        assertFails(guideway("version"), 1, "the first build needs the network");
    }

    @Test
    void anOldJavaHomeIsPassedOverForTheJavaOnThePath() throws IOException {
        jdk("/old", "21.0.1");
        jdk("/new", "26");
        host.link("/bin/java", host.at("/new/bin/java").toString());
        environment.put("JAVA_HOME", host.at("/old").toString());
        assertTrue(guideway("version").out().startsWith(host.at("/new/bin/java").toRealPath() + "\n"));
    }

    @Test
    void aRuntimeWithoutCompilerRunsWhatIsBuilt() throws IOException {
        guideway("version");
        Files.delete(host.at("/jdk/bin/javac"));
        assertTrue(guideway("version").out().startsWith(host.at("/jdk/bin/java") + "\n"));
    }

    @Test
    void missingPackagesAreNamedWithTheirPurpose() throws IOException {
        Files.delete(host.at("/bin/mvn"));
        Files.delete(host.at("/bin/cmake"));
        final Script.Outcome outcome = guideway("version");
        assertFails(outcome, 1, "missing: cmake (builds dpdk-shim)");
        assertTrue(outcome.err().contains("missing: maven (builds the Java modules)"), outcome.err());
        assertTrue(outcome.err().contains("there is no apt-get here"), outcome.err());
    }

    @Test
    void theTestCommandRunsEveryTestWithTheArgumentsOfMaven() {
        for (final String tool :
                List.of("ip", "ethtool", "nginx", "curl", "python3", "tshark", "shellcheck", "tracepath")) {
            host.program("/bin/" + tool, "");
        }
        final Script.Outcome outcome = guideway("test", "-pl", "core");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(host.files().lines("/a tree/builds").contains("-B -ntp verify -pl core"), outcome.err());
    }

    @Test
    void benchCommandsRunInTheJvmOfProductionAndTheUsersFlagsWin() {
        environment.put("GUIDEWAY_JAVA_OPTS", "-Xmx1g -Da=b");
        final Script.Outcome outcome = guideway("bench", "forward", "--flows", "7");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals(
                List.of(
                        "-XX:+UseZGC",
                        "-Dagrona.disable.bounds.checks=true",
                        "--enable-native-access=ALL-UNNAMED",
                        "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                        "-Xmx1g",
                        "-Da=b",
                        "-cp",
                        tree.resolve("bench/target/benchmarks.jar").toString(),
                        "io.guideway.bench.cli.BenchCommand",
                        "forward",
                        "--flows",
                        "7"),
                outcome.out().lines().skip(1).toList());
    }

    @Test
    void theLabIsAProgramOfTheBenchmarksJarToo() {
        final Script.Outcome outcome = guideway("lab", "rfc2544", "--quick");
        assertEquals(0, outcome.exitCode(), outcome.err());
        final List<String> words = outcome.out().lines().toList();
        assertTrue(words.contains("-XX:+UseZGC"), outcome.out());
        assertEquals(
                List.of(
                        "-cp",
                        tree.resolve("bench/target/benchmarks.jar").toString(),
                        "io.guideway.bench.cli.LabCommand",
                        "rfc2544",
                        "--quick"),
                words.subList(words.indexOf("-cp"), words.size()));
    }

    @Test
    void jmhGetsItsArgumentsAsTheyAre() {
        final Script.Outcome outcome = guideway("bench", "jmh", "-l");
        assertEquals(0, outcome.exitCode(), outcome.err());
        final String jar = tree.resolve("bench/target/benchmarks.jar").toString();
        assertEquals(List.of("-jar", jar, "-l"), outcome.out().lines().skip(1).toList());
    }
}
