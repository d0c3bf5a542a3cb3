package io.guideway.host;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Cores for workers, which poll without pause: how many, kept free of other work (isolcpus, nohz_full), at what clock. */
final class Cores {
    private static final String CPU = "/sys/devices/system/cpu";

    private final HostFiles files;
    private final BitSet online;

    private Cores(final HostFiles files) {
        this.files = files;
        online = cpus(CPU + "/online");
    }

    static List<Check> examine(final HostFiles files) {
        final Cores cores = new Cores(files);
        return List.of(cores.online(), cores.isolated(), cores.siblings(), cores.governor());
    }

    private Check online() {
        final String found = "%d online (%s)".formatted(online.cardinality(), CpuList.text(online));
        return online.cardinality() > 1
                ? Check.ok("cores", found)
                : Check.warning(
                        "cores",
                        found + "; a worker leaves nothing of it for others",
                        "use 'idle: backoff', or give this machine a second core");
    }

    private Check isolated() {
        final BitSet isolated = cpus(CPU + "/isolated");
        final BitSet tickless = cpus(CPU + "/nohz_full");
        if (!isolated.isEmpty() && !tickless.isEmpty()) {
            return Check.ok(
                    "isolated cores",
                    "isolated %s, nohz_full %s".formatted(CpuList.text(isolated), CpuList.text(tickless)));
        }
        final String found = "isolated %s, nohz_full %s; other work interrupts the workers"
                .formatted(orNone(isolated), orNone(tickless));
        final BitSet workers = withoutFirstCore();
        final String mend = workers.isEmpty()
                ? "give this machine a second core"
                : "add isolcpus=%1$s nohz_full=%1$s rcu_nocbs=%1$s to the kernel's command line and boot again"
                        .formatted(CpuList.text(workers));
        return Check.warning("isolated cores", found, mend);
    }

    private Check siblings() {
        final boolean shared = online.stream()
                .anyMatch(cpu -> siblings(cpu).stream().filter(online::get).count() > 1);
        return shared
                ? Check.warning(
                        "SMT",
                        "cores are shared by sibling CPUs, %s and others"
                                .formatted(CpuList.text(siblings(online.nextSetBit(0)))),
                        "leave the sibling of each worker's CPU idle; or: echo off | sudo tee " + CPU + "/smt/control")
                : Check.ok("SMT", "no CPU shares its core with another");
    }

    private Check governor() {
        final List<String> governors = online.stream()
                .mapToObj(cpu -> files.text(CPU + "/cpu" + cpu + "/cpufreq/scaling_governor"))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (governors.isEmpty()) {
            return Check.ok("clock", "no frequency scaling here");
        }
        return governors.equals(List.of("performance"))
                ? Check.ok("clock", "governor performance")
                : Check.warning(
                        "clock",
                        "governor " + String.join(", ", governors) + "; the clock follows the load",
                        "echo performance | sudo tee " + CPU + "/cpu*/cpufreq/scaling_governor");
    }

    /** All but the first core, which is left for the kernel and our own other threads. */
    private BitSet withoutFirstCore() {
        final BitSet workers = (BitSet) online.clone();
        if (!online.isEmpty()) {
            final int first = online.nextSetBit(0);
            workers.clear(first);
            workers.andNot(siblings(first));
        }
        return workers;
    }

    private BitSet siblings(final int cpu) {
        return cpus(CPU + "/cpu" + cpu + "/topology/thread_siblings_list");
    }

    private BitSet cpus(final String path) {
        return files.text(path).map(CpuList::parse).orElseGet(BitSet::new);
    }

    private static String orNone(final BitSet cpus) {
        return cpus.isEmpty() ? "none" : CpuList.text(cpus);
    }
}
