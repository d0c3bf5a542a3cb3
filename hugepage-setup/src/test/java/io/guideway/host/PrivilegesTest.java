package io.guideway.host;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivilegesTest {
    private static final String NONE = "0000000000000000";
    private static final String ALL = "000001ffffffffff";
    private final FakeHost host;

    PrivilegesTest(@TempDir final Path root) {
        host = new FakeHost(root);
    }

    private HostFiles process(final String capabilities, final String lockedMemory) {
        return host.file("/proc/self/status", "Name:\tjava\nCapPrm:\t" + ALL + "\nCapEff:\t" + capabilities)
                .file("/proc/self/limits", """
                        Limit                     Soft Limit           Hard Limit           Units
                        Max locked memory         %s              unlimited            bytes
                        """.formatted(lockedMemory))
                .files();
    }

    @Test
    void rootHasAllThatIsNeeded() {
        Expect.ok(
                Privileges.examine(process(ALL, "8388608")), "privileges", "CAP_NET_ADMIN, CAP_NET_RAW, CAP_SYS_ADMIN");
    }

    @Test
    void anOrdinaryUserLacksPrivileges() {
        Expect.missing(
                Privileges.examine(process(NONE, "8388608")),
                "privileges",
                "no CAP_NET_ADMIN, CAP_NET_RAW; check and replay work without",
                "run it as root: sudo ./guideway ...");
    }

    @Test
    void onlyTheMissingCapabilityIsNamed() {
        Expect.missing(
                Privileges.examine(process("0000000000001000", "8388608")),
                "privileges",
                "no CAP_NET_RAW; check and replay work without",
                "run it as root: sudo ./guideway ...");
    }

    @Test
    void aContainerThatMayForwardButNotMakeNamespacesIsWarned() {
        Expect.warning(
                Privileges.examine(process("0000000000003000", "8388608")),
                "privileges",
                "no CAP_SYS_ADMIN; needed for the demo's network namespaces and for real NICs without an IOMMU",
                "run it as root: sudo ./guideway ..., in a container also with --privileged");
    }

    @Test
    void aHostWithoutProcHasNoPrivileges() {
        Expect.missing(
                Privileges.examine(host.files()),
                "privileges",
                "no CAP_NET_ADMIN, CAP_NET_RAW; check and replay work without",
                "run it as root: sudo ./guideway ...");
    }

    @Test
    void whoMayLockMemoryHasNoLimit() {
        Expect.ok(Privileges.examine(process(ALL, "65536")), "locked memory", "no limit for this process");
        Expect.ok(Privileges.examine(process(NONE, "unlimited")), "locked memory", "no limit for this process");
    }

    @Test
    void enoughLockedMemoryIsNamed() {
        Expect.ok(Privileges.examine(process(NONE, "67108864")), "locked memory", "67108864 bytes");
    }

    @Test
    void aSmallLimitIsAWarning() {
        Expect.warning(
                Privileges.examine(process(NONE, "67108863")),
                "locked memory",
                "limit 67108863 bytes; real NICs by vfio-pci need more",
                "ulimit -l unlimited (a systemd unit: LimitMEMLOCK=infinity)");
    }
}
