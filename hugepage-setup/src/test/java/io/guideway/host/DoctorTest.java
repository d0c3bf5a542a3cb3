package io.guideway.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    private static final List<String> EVERY_CHECK = List.of(
            "JDK",
            "JVM flags",
            "DPDK libraries",
            "DPDK drivers",
            "DPDK development",
            "privileges",
            "locked memory",
            "packet sockets",
            "TUN/TAP",
            "demo tools",
            "huge pages",
            "hugetlbfs",
            "cores",
            "isolated cores",
            "SMT",
            "clock",
            "network cards",
            "IOMMU",
            "vfio-pci");

    private static List<String> names(final List<Check> checks) {
        return checks.stream().map(Check::name).toList();
    }

    @Test
    void thisHostGetsEveryCheck() {
        assertEquals(EVERY_CHECK, names(Doctor.ofThisHost().examine()));
    }

    @Test
    void aHostWithoutAnyFileGetsEveryCheckAndIsNotReady(@TempDir final Path root) {
        final List<Check> checks =
                new Doctor(new HostFiles(root.resolve("absent")), Jvm.ofThisProcess(), new Tools(List.of())).examine();
        assertEquals(EVERY_CHECK, names(checks));
        assertFalse(Doctor.isReady(checks));
    }

    @Test
    void warningsLeaveAHostReady() {
        assertTrue(Doctor.isReady(List.of(Check.ok("a", "there"), Check.warning("b", "slow", "faster"))));
        assertFalse(Doctor.isReady(List.of(Check.ok("a", "there"), Check.missing("b", "gone", "get it"))));
    }

    @Test
    void aCheckHasARemedyExactlyWhereOneIsDue() {
        assertThrows(IllegalArgumentException.class, () -> Check.missing("a", "gone", ""));
        assertThrows(IllegalArgumentException.class, () -> new Check("a", Check.State.OK, "there", "needless"));
    }

    @Test
    void theReportAlignsTheChecksAndListsWhatToDo() {
        final String report = DoctorReport.of(List.of(
                Check.ok("cores", "2 online"),
                Check.warning("huge pages", "none reserved", "reserve some"),
                Check.missing("JDK", "21", "get a new one")));
        assertEquals("""
                ok       cores       2 online
                warning  huge pages  none reserved
                missing  JDK         21

                To do:
                  JDK: get a new one

                Worth doing:
                  huge pages: reserve some

                This host is not ready.
                """, report);
    }

    @Test
    void theReportOfAFlawlessHostIsShort() {
        assertEquals(
                "ok       cores  2 online\n\nThis host is ready.\n",
                DoctorReport.of(List.of(Check.ok("cores", "2 online"))));
    }
}
