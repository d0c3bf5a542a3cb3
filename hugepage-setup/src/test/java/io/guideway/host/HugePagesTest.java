package io.guideway.host;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HugePagesTest {
    private static final String RESERVE = "sudo hugepage-setup/hugepages reserve 512";
    private final FakeHost host;

    HugePagesTest(@TempDir final Path root) {
        host = new FakeHost(root);
    }

    private void pool(final String place, final String size, final int total, final int free) {
        host.file(place + "/hugepages-" + size + "/nr_hugepages", Integer.toString(total));
        host.file(place + "/hugepages-" + size + "/free_hugepages", Integer.toString(free));
    }

    @Test
    void pagesAreCountedForEachNode() {
        pool("/sys/devices/system/node/node0/hugepages", "2048kB", 64, 32);
        pool("/sys/devices/system/node/node1/hugepages", "2048kB", 16, 16);
        pool("/sys/devices/system/node/node1/hugepages", "1048576kB", 2, 1);
        Expect.ok(
                HugePages.examine(host.files()),
                "huge pages",
                "2 MiB: node0 32 free of 64, node1 16 free of 16; 1 GiB: node0 0 free of 0, node1 1 free of 2");
    }

    @Test
    void aKernelWithoutNodesHasOnePool() {
        pool("/sys/kernel/mm/hugepages", "2048kB", 8, 8);
        Expect.ok(HugePages.examine(host.files()), "huge pages", "2 MiB: host 8 free of 8; 1 GiB: host 0 free of 0");
    }

    @Test
    void noPagesIsAWarningWithTheCommandThatReservesThem() {
        pool("/sys/devices/system/node/node0/hugepages", "2048kB", 0, 0);
        Expect.warning(
                HugePages.examine(host.files()),
                "huge pages",
                "none reserved; works without, with more TLB misses",
                RESERVE);
    }

    @Test
    void pagesThatAreAllTakenAreAWarning() {
        pool("/sys/devices/system/node/node0/hugepages", "2048kB", 4, 0);
        Expect.warning(
                HugePages.examine(host.files()),
                "huge pages",
                "2 MiB: node0 0 free of 4; 1 GiB: node0 0 free of 0; all are taken",
                RESERVE);
    }

    @Test
    void theMountOfHugetlbfsIsFound() {
        host.file("/proc/mounts", "proc /proc proc rw 0 0\nhugetlbfs /dev/hugepages hugetlbfs rw,pagesize=2M 0 0");
        Expect.ok(HugePages.examine(host.files()), "hugetlbfs", "mounted at /dev/hugepages");
    }

    @Test
    void noMountIsAWarningWithTheCommandThatMounts() {
        host.file("/proc/mounts", "proc /proc proc rw 0 0");
        Expect.warning(
                HugePages.examine(host.files()),
                "hugetlbfs",
                "not mounted; needed only for huge pages without EAL's --in-memory",
                "sudo mkdir -p /dev/hugepages && sudo mount -t hugetlbfs hugetlbfs /dev/hugepages");
    }
}
