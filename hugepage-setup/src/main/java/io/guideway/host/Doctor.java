package io.guideway.host;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Examines a host: what Guideway finds there, what it misses, and what mends it. Only reads, changes nothing, and throws
 * nothing whatever it finds. Any thread.
 */
public final class Doctor {
    private final HostFiles files;
    private final Jvm jvm;
    private final Tools tools;

    Doctor(final HostFiles files, final Jvm jvm, final Tools tools) {
        this.files = files;
        this.jvm = jvm;
        this.tools = tools;
    }

    /** The doctor for the machine and the virtual machine that this runs on. */
    public static Doctor ofThisHost() {
        final String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return new Doctor(
                new HostFiles(Path.of("/")), Jvm.ofThisProcess(), new Tools(List.of(path.split(File.pathSeparator))));
    }

    /** Every check, in the order in which one would mend them; always the same checks, whatever the host is like. */
    public List<Check> examine() {
        return Stream.of(
                        jvm.examine(files),
                        Dpdk.examine(files),
                        Privileges.examine(files),
                        KernelFeatures.examine(files),
                        tools.examine(files),
                        HugePages.examine(files),
                        Cores.examine(files),
                        NetworkCards.examine(files))
                .flatMap(List::stream)
                .toList();
    }

    /** Whether nothing is missing that Guideway cannot do without; warnings do not count. */
    public static boolean isReady(final List<Check> checks) {
        return checks.stream().noneMatch(check -> check.state() == Check.State.MISSING);
    }
}
