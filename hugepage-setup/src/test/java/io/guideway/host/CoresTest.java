package io.guideway.host;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoresTest {
    private static final String CPU = "/sys/devices/system/cpu";
    private final FakeHost host;

    CoresTest(@TempDir final Path root) {
        host = new FakeHost(root);
    }

    /** Four CPUs on two cores: 0 with 2, 1 with 3. */
    private List<Check> withSiblings() {
        host.file(CPU + "/online", "0-3");
        for (int cpu = 0; cpu < 4; cpu++) {
            host.file(CPU + "/cpu" + cpu + "/topology/thread_siblings_list", cpu % 2 + "," + (cpu % 2 + 2));
        }
        return Cores.examine(host.files());
    }

    private List<Check> withCpus(final String online) {
        return Cores.examine(host.file(CPU + "/online", online).files());
    }

    @Test
    void onlineCpusAreCounted() {
        Expect.ok(withCpus("0-3,8"), "cores", "5 online (0-3,8)");
    }

    @Test
    void oneCoreIsAWarning() {
        Expect.warning(
                withCpus("0"),
                "cores",
                "1 online (0); a worker leaves nothing of it for others",
                "use 'idle: backoff', or give this machine a second core");
    }

    @Test
    void isolatedTicklessCoresAreNamed() {
        host.file(CPU + "/isolated", "2-3").file(CPU + "/nohz_full", "2-3");
        Expect.ok(withCpus("0-3"), "isolated cores", "isolated 2-3, nohz_full 2-3");
    }

    @Test
    void theWordsForTheKernelLeaveTheFirstCoreOut() {
        Expect.warning(
                withSiblings(),
                "isolated cores",
                "isolated none, nohz_full none; other work interrupts the workers",
                "add isolcpus=1,3 nohz_full=1,3 rcu_nocbs=1,3 to the kernel's command line and boot again");
    }

    @Test
    void isolatedCoresThatStillTickAreAWarning() {
        host.file(CPU + "/isolated", "1").file(CPU + "/nohz_full", "(null)");
        Expect.warning(
                withCpus("0-1"),
                "isolated cores",
                "isolated 1, nohz_full none; other work interrupts the workers",
                "add isolcpus=1 nohz_full=1 rcu_nocbs=1 to the kernel's command line and boot again");
    }

    @Test
    void theOnlyCoreCannotBeIsolated() {
        Expect.warning(
                withCpus("0"),
                "isolated cores",
                "isolated none, nohz_full none; other work interrupts the workers",
                "give this machine a second core");
    }

    @Test
    void siblingsAreAWarning() {
        Expect.warning(
                withSiblings(),
                "SMT",
                "cores are shared by sibling CPUs, 0,2 and others",
                "leave the sibling of each worker's CPU idle; or: echo off | sudo tee " + CPU + "/smt/control");
    }

    @Test
    void aSiblingThatIsOfflineSharesNothing() {
        withSiblings();
        Expect.ok(withCpus("0-1"), "SMT", "no CPU shares its core with another");
    }

    @Test
    void aMachineWithoutFrequencyScalingIsFine() {
        Expect.ok(withCpus("0-1"), "clock", "no frequency scaling here");
    }

    @Test
    void thePerformanceGovernorIsFine() {
        host.file(CPU + "/cpu0/cpufreq/scaling_governor", "performance");
        host.file(CPU + "/cpu1/cpufreq/scaling_governor", "performance");
        Expect.ok(withCpus("0-1"), "clock", "governor performance");
    }

    @Test
    void oneCpuUnderAnotherGovernorIsAWarning() {
        host.file(CPU + "/cpu0/cpufreq/scaling_governor", "performance");
        host.file(CPU + "/cpu1/cpufreq/scaling_governor", "schedutil");
        Expect.warning(
                withCpus("0-1"),
                "clock",
                "governor performance, schedutil; the clock follows the load",
                "echo performance | sudo tee " + CPU + "/cpu*/cpufreq/scaling_governor");
    }
}
