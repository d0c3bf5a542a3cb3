package io.guideway.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * DPDK as the dynamic loader will find it: its libraries, its drivers, and what building against it takes. Looks into the
 * loader's default directories and those that ld.so.conf.d names (ld.so(8)).
 */
final class Dpdk {
    /** The first number after {@code .so.} of DPDK 22.11's libraries; later releases count on (DPDK ABI policy). */
    private static final int ABI_OF_22_11 = 23;

    private static final String INSTALL = "sudo apt-get install -y --no-install-recommends libdpdk-dev";
    private static final List<String> DRIVERS = List.of("af_packet", "pcap");

    private final HostFiles files;
    private final List<String> directories;

    private Dpdk(final HostFiles files) {
        this.files = files;
        directories = libraryDirectories(files);
    }

    static List<Check> examine(final HostFiles files) {
        final Dpdk dpdk = new Dpdk(files);
        return List.of(dpdk.libraries(), dpdk.drivers(), dpdk.development());
    }

    private Check libraries() {
        for (final String directory : directories) {
            for (final String name : files.names(directory)) {
                if (name.matches("librte_eal\\.so\\.\\d{1,4}")) {
                    return library(directory, name);
                }
            }
        }
        return Check.missing("DPDK libraries", "librte_eal.so is in none of the loader's directories", INSTALL);
    }

    private static Check library(final String directory, final String name) {
        final String found = name + " in " + directory;
        final int abi = Integer.parseInt(name.substring(name.lastIndexOf('.') + 1));
        return abi >= ABI_OF_22_11
                ? Check.ok("DPDK libraries", found)
                : Check.missing(
                        "DPDK libraries",
                        found + ", older than DPDK 22.11",
                        "install DPDK 22.11 or newer: a newer distribution's libdpdk-dev, or DPDK's own source");
    }

    private Check drivers() {
        final Optional<String> directory = directories.stream()
                .flatMap(this::driverDirectories)
                .filter(candidate -> !files.names(candidate).isEmpty())
                .findFirst();
        if (directory.isEmpty()) {
            return Check.missing("DPDK drivers", "no directory of drivers beside the libraries", INSTALL);
        }
        final List<String> names = files.names(directory.get());
        final List<String> absent = DRIVERS.stream()
                .filter(driver -> names.stream().noneMatch(name -> name.startsWith("librte_net_" + driver + ".so")))
                .toList();
        return absent.isEmpty()
                ? Check.ok("DPDK drivers", directory.get())
                : Check.missing(
                        "DPDK drivers",
                        "%s has no net_%s".formatted(directory.get(), String.join(", net_", absent)),
                        INSTALL);
    }

    /** Debian's place of drivers below a library directory, and Fedora's. */
    private Stream<String> driverDirectories(final String directory) {
        final Stream<String> debian = files.names(directory + "/dpdk").stream()
                .filter(name -> name.startsWith("pmds-"))
                .map(name -> directory + "/dpdk/" + name);
        return Stream.concat(debian, Stream.of(directory + "/dpdk-pmds"));
    }

    private Check development() {
        return directories.stream()
                .map(directory -> directory + "/pkgconfig/libdpdk.pc")
                .filter(files::exists)
                .findFirst()
                .map(path -> Check.ok("DPDK development", version(path) + ", " + path))
                .orElseGet(() ->
                        Check.warning("DPDK development", "no libdpdk.pc; needed only to build Guideway", INSTALL));
    }

    private String version(final String path) {
        return files.lines(path).stream()
                .filter(line -> line.startsWith("Version:"))
                .findFirst()
                .map(line -> "DPDK" + line.substring(line.indexOf(':') + 1))
                .orElse("DPDK of unknown version");
    }

    private static List<String> libraryDirectories(final HostFiles files) {
        final List<String> directories = new ArrayList<>();
        for (final String name : files.names("/etc/ld.so.conf.d")) {
            files.lines("/etc/ld.so.conf.d/" + name).stream()
                    .map(String::strip)
                    .filter(line -> line.startsWith("/"))
                    .forEach(directories::add);
        }
        files.names("/usr/lib").stream()
                .filter(name -> name.contains("-linux-gnu"))
                .map(name -> "/usr/lib/" + name)
                .forEach(directories::add);
        directories.addAll(List.of("/usr/lib64", "/usr/lib", "/lib64", "/lib", "/usr/local/lib64", "/usr/local/lib"));
        return directories.stream().distinct().toList();
    }
}
