package io.guideway.host;

import static io.guideway.host.Privileges.Capability.CAP_IPC_LOCK;
import static io.guideway.host.Privileges.Capability.CAP_NET_ADMIN;
import static io.guideway.host.Privileges.Capability.CAP_NET_RAW;
import static io.guideway.host.Privileges.Capability.CAP_SYS_ADMIN;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What this process may do: capabilities (capabilities(7)) and the limit on locked memory (proc_pid_limits(5)). */
final class Privileges {
    /** A capability and its number in linux/capability.h. */
    enum Capability {
        CAP_NET_ADMIN(12),
        CAP_NET_RAW(13),
        CAP_IPC_LOCK(14),
        CAP_SYS_ADMIN(21);

        private final int number;

        Capability(final int number) {
            this.number = number;
        }
    }

    private static final long ENOUGH_LOCKED_BYTES = 64L << 20;

    private final HostFiles files;
    private final long capabilities;

    private Privileges(final HostFiles files) {
        this.files = files;
        capabilities = field("/proc/self/status", "CapEff:")
                .map(hex -> Long.parseUnsignedLong(hex, 16))
                .orElse(0L);
    }

    static List<Check> examine(final HostFiles files) {
        final Privileges privileges = new Privileges(files);
        return List.of(privileges.capabilities(), privileges.lockedMemory());
    }

    private Check capabilities() {
        final List<String> absent = Stream.of(CAP_NET_ADMIN, CAP_NET_RAW)
                .filter(capability -> !has(capability))
                .map(Capability::name)
                .toList();
        if (!absent.isEmpty()) {
            return Check.missing(
                    "privileges",
                    "no %s; check and replay work without".formatted(String.join(", ", absent)),
                    "run it as root: sudo ./guideway ...");
        }
        if (!has(CAP_SYS_ADMIN)) {
            return Check.warning(
                    "privileges",
                    "no CAP_SYS_ADMIN; needed for the demo's network namespaces and for real NICs without an IOMMU",
                    "run it as root: sudo ./guideway ..., in a container also with --privileged");
        }
        return Check.ok("privileges", "CAP_NET_ADMIN, CAP_NET_RAW, CAP_SYS_ADMIN");
    }

    private Check lockedMemory() {
        final String limit = field("/proc/self/limits", "Max locked memory").orElse("unknown");
        if (has(CAP_IPC_LOCK) || limit.equals("unlimited")) {
            return Check.ok("locked memory", "no limit for this process");
        }
        final boolean enough = limit.matches("\\d{1,18}") && Long.parseLong(limit) >= ENOUGH_LOCKED_BYTES;
        return enough
                ? Check.ok("locked memory", limit + " bytes")
                : Check.warning(
                        "locked memory",
                        "limit %s bytes; real NICs by vfio-pci need more".formatted(limit),
                        "ulimit -l unlimited (a systemd unit: LimitMEMLOCK=infinity)");
    }

    private boolean has(final Capability capability) {
        return (capabilities >>> capability.number & 1) == 1;
    }

    /** The first word after {@code name} on its line. */
    private Optional<String> field(final String path, final String name) {
        return files.lines(path).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().split("\\s+")[0])
                .findFirst();
    }
}
