package io.guideway.host;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The programs that {@code guideway demo} runs, looked for on the PATH and where system programs are. */
record Tools(List<String> path) {
    private static final List<String> PROGRAMS = List.of("ip", "ethtool", "nginx", "curl", "python3");
    /** Debian's package of a program, where it has another name. */
    private static final Map<String, String> PACKAGES = Map.of("ip", "iproute2", "nginx", "nginx-light");

    List<Check> examine(final HostFiles files) {
        final List<String> absent =
                PROGRAMS.stream().filter(program -> !isThere(files, program)).toList();
        if (absent.isEmpty()) {
            return List.of(Check.ok("demo tools", String.join(", ", PROGRAMS)));
        }
        final List<String> packages = absent.stream()
                .map(program -> PACKAGES.getOrDefault(program, program))
                .toList();
        return List.of(Check.warning(
                "demo tools",
                "no %s; needed only for the demo".formatted(String.join(", ", absent)),
                "sudo apt-get install -y --no-install-recommends " + String.join(" ", packages)));
    }

    private boolean isThere(final HostFiles files, final String program) {
        return Stream.concat(path.stream(), Stream.of("/usr/sbin", "/sbin"))
                .filter(directory -> directory.startsWith("/"))
                .anyMatch(directory -> files.isProgram(directory + "/" + program));
    }
}
