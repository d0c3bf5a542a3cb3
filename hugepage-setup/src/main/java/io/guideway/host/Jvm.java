package io.guideway.host;

import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * The Java virtual machine that the program runs on.
 *
 * @param feature its feature version, such as 25
 * @param version its version in full
 * @param vendor who made it
 * @param home its home directory
 * @param flags what it was started with
 */
record Jvm(int feature, String version, String vendor, String home, List<String> flags) {
    private static final int NEEDED = 25;

    static Jvm ofThisProcess() {
        return new Jvm(
                Runtime.version().feature(),
                System.getProperty("java.runtime.version"),
                System.getProperty("java.vendor"),
                System.getProperty("java.home"),
                ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    List<Check> examine(final HostFiles files) {
        return List.of(jdk(files), collector());
    }

    private Check jdk(final HostFiles files) {
        final String found = "%s (%s) in %s".formatted(version, vendor, home);
        if (feature < NEEDED) {
            return Check.missing(
                    "JDK",
                    found,
                    "set JAVA_HOME to a JDK %d or newer, for example from https://adoptium.net".formatted(NEEDED));
        }
        if (!files.exists(home + "/bin/javac")) {
            return Check.warning(
                    "JDK",
                    found + " has no javac; needed only to build",
                    "set JAVA_HOME to a JDK %d or newer".formatted(NEEDED));
        }
        return Check.ok("JDK", found);
    }

    private Check collector() {
        final String found = flags.isEmpty() ? "none" : String.join(" ", flags);
        return flags.contains("-XX:+UseZGC")
                ? Check.ok("JVM flags", found)
                : Check.warning(
                        "JVM flags",
                        found + "; without ZGC, which Guideway is measured with",
                        "start it by ./guideway, or add -XX:+UseZGC");
    }
}
