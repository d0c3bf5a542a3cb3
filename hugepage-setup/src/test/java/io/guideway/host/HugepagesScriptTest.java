package io.guideway.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code hugepages} on a host of files with two NUMA nodes. */
class HugepagesScriptTest {
    private static final String PAGES = "/hugepages/hugepages-2048kB/nr_hugepages";
    private static final String NODE0 = "/sys/devices/system/node/node0" + PAGES;
    private static final String NODE1 = "/sys/devices/system/node/node1" + PAGES;

    private final FakeHost host;
    private final Script script;

    HugepagesScriptTest(@TempDir final Path root) {
        host = new FakeHost(root);
        script = new Script(
                Path.of("hugepages").toAbsolutePath(),
                Map.of("PATH", System.getenv("PATH"), "GUIDEWAY_HOST_ROOT", root.toString()),
                root);
    }

    @BeforeEach
    void twoNodesWithPagesOfSomeoneElse() {
        host.file("/proc/meminfo", "MemTotal: 4096000 kB\nMemAvailable: 2048000 kB");
        host.file("/sys/devices/system/node/node0/meminfo", "Node 0 MemTotal: 2048000 kB");
        host.file("/sys/devices/system/node/node1/meminfo", "Node 1 MemTotal: 2048000 kB");
        host.file(NODE0, "3").file(NODE1, "5");
    }

    private void assertPages(final long node0, final long node1) {
        assertEquals(node0, host.files().count(NODE0));
        assertEquals(node1, host.files().count(NODE1));
    }

    private void assertFails(final Script.Outcome outcome, final int exitCode, final String because) {
        assertEquals(exitCode, outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().contains(because), outcome.err());
    }

    @Test
    void pagesAreAddedToWhatWasThereAndSpreadOverTheNodes() {
        assertEquals(0, script.run("reserve", "10").exitCode());
        assertPages(3 + 3, 5 + 2);
    }

    @Test
    void anOddNumberOfMebibytesIsRoundedUp() {
        assertEquals(0, script.run("reserve", "3").exitCode());
        assertPages(3 + 1, 5 + 1);
    }

    @Test
    void theSameReservationTwiceChangesNothing() {
        script.run("reserve", "16");
        assertEquals(0, script.run("reserve", "16").exitCode());
        assertPages(3 + 4, 5 + 4);
    }

    @Test
    void anotherReservationReplacesTheFirst() {
        script.run("reserve", "16");
        assertEquals(0, script.run("reserve", "4").exitCode());
        assertPages(3 + 1, 5 + 1);
    }

    @Test
    void releaseRestoresWhatWasThere() {
        script.run("reserve", "16");
        script.run("reserve", "64");
        assertEquals(0, script.run("release").exitCode());
        assertPages(3, 5);
    }

    @Test
    void releaseWithoutReservationChangesNothing() {
        final Script.Outcome outcome = script.run("release");
        assertEquals(0, outcome.exitCode());
        assertEquals("hugepages: nothing is reserved by this script\n", outcome.err());
        assertPages(3, 5);
    }

    @Test
    void aNodeWithoutMemoryGetsNoPages() {
        host.file("/sys/devices/system/node/node0/meminfo", "Node 0 MemTotal:       0 kB");
        assertEquals(0, script.run("reserve", "8").exitCode());
        assertPages(3, 5 + 4);
    }

    @Test
    void moreThanTheMemoryThatIsThereIsRefused() {
        assertFails(script.run("reserve", "2001"), 1, "only 2000 MiB of memory are available; ask for less");
        assertPages(3, 5);
    }

    /** A kernel that gives nothing is a file that forgets what is written to it. */
    @Test
    void lessThanAskedIsGivenBack() throws IOException {
        Files.delete(host.at(NODE1));
        host.link(NODE1, "/dev/null");
        assertFails(script.run("reserve", "16"), 1, "asked for 8 pages of 2 MiB, the kernel had 4; all is as it was");
        assertEquals(3, host.files().count(NODE0));
        assertFalse(host.files().exists("/run/guideway/hugepages"));
        Files.delete(host.at(NODE1));
    }

    @Test
    void aLargerReservationThatFailsLeavesTheFirst() throws IOException {
        script.run("reserve", "16");
        Files.delete(host.at(NODE1));
        host.link(NODE1, "/dev/null");
        assertEquals(1, script.run("reserve", "64").exitCode());
        assertEquals(3 + 4, host.files().count(NODE0));
        assertTrue(host.files().exists("/run/guideway/hugepages"));
        Files.delete(host.at(NODE1));
    }

    @Test
    void aKernelWithoutHugePagesIsNamed() throws IOException {
        Files.delete(host.at(NODE0));
        Files.delete(host.at(NODE1));
        Files.delete(host.at(NODE0).getParent());
        Files.delete(host.at(NODE1).getParent());
        assertFails(script.run("reserve"), 1, "this kernel has no huge pages of 2 MiB (CONFIG_HUGETLBFS)");
    }

    @Test
    void statusNamesEachNodeAndOurShare() {
        host.file("/sys/devices/system/node/node0/hugepages/hugepages-2048kB/free_hugepages", "2");
        script.run("reserve", "8");
        assertEquals("""
                node0: 5 pages of 2 MiB, 2 free
                node1: 7 pages of 2 MiB, 0 free
                reserved by this script: 4
                """, script.run("status").out());
    }

    @Test
    void wrongUseSaysWhatIsRight() {
        assertFails(script.run("reserve", "many"), 2, "MIB is 'many', must be a number from 1 to 99999999");
        assertFails(script.run("reserve", "0"), 2, "MIB is '0'");
        assertFails(script.run("reserve", "8", "9"), 2, "usage: hugepages reserve [MIB] | release | status");
        assertFails(script.run(), 2, "usage:");
        assertPages(3, 5);
    }
}
