package io.guideway.host;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Huge pages of 2 MiB and 1 GiB on every NUMA node (kernel documentation, admin-guide/mm/hugetlbpage), and their mount. */
final class HugePages {
    private static final String NODES = "/sys/devices/system/node";
    private static final String RESERVE = "sudo hugepage-setup/hugepages reserve 512";

    private final HostFiles files;

    HugePages(final HostFiles files) {
        this.files = files;
    }

    static List<Check> examine(final HostFiles files) {
        final HugePages pages = new HugePages(files);
        return List.of(pages.pages(), pages.mount());
    }

    private Check pages() {
        final List<Pool> small = pools("2048kB");
        final List<Pool> large = pools("1048576kB");
        final List<Pool> all = Stream.concat(small.stream(), large.stream()).toList();
        if (all.stream().allMatch(pool -> pool.total == 0)) {
            return Check.warning("huge pages", "none reserved; works without, with more TLB misses", RESERVE);
        }
        final String found = "2 MiB: %s; 1 GiB: %s".formatted(words(small), words(large));
        return all.stream().allMatch(pool -> pool.free == 0)
                ? Check.warning("huge pages", found + "; all are taken", RESERVE)
                : Check.ok("huge pages", found);
    }

    private Check mount() {
        return files.lines("/proc/mounts").stream()
                .map(line -> line.split(" "))
                .filter(fields -> fields.length > 2 && fields[2].equals("hugetlbfs"))
                .findFirst()
                .map(fields -> Check.ok("hugetlbfs", "mounted at " + fields[1]))
                .orElseGet(() -> Check.warning(
                        "hugetlbfs",
                        "not mounted; needed only for huge pages without EAL's --in-memory",
                        "sudo mkdir -p /dev/hugepages && sudo mount -t hugetlbfs hugetlbfs /dev/hugepages"));
    }

    /** One pool a node; one for the host where the kernel knows no nodes. */
    private List<Pool> pools(final String size) {
        final List<Pool> nodes = files.names(NODES).stream()
                .filter(name -> name.matches("node\\d+"))
                .map(node -> pool(node, NODES + "/" + node + "/hugepages", size))
                .toList();
        return nodes.isEmpty() ? List.of(pool("host", "/sys/kernel/mm/hugepages", size)) : nodes;
    }

    private Pool pool(final String node, final String directory, final String size) {
        final String pool = directory + "/hugepages-" + size;
        return new Pool(node, files.count(pool + "/nr_hugepages"), files.count(pool + "/free_hugepages"));
    }

    private static String words(final List<Pool> pools) {
        return pools.stream()
                .map(pool -> "%s %d free of %d".formatted(pool.node, pool.free, pool.total))
                .collect(Collectors.joining(", "));
    }

    private record Pool(String node, long total, long free) {}
}
