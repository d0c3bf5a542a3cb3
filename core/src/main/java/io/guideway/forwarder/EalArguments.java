package io.guideway.forwarder;

import java.util.ArrayList;
import java.util.List;

/** Completes the operator's arguments for DPDK with what this machine needs and they leave open. */
final class EalArguments {
    private static final long MIB = 1 << 20;

    /** DPDK's own structures, rings and the slack of its allocator. */
    private static final int OVERHEAD_MIB = 64;

    /** Octets of an mbuf beside its data: the structure and its pool header. */
    private static final int MBUF_OVERHEAD = 256;

    private EalArguments() {}

    /**
     * Without free huge pages, {@code --no-huge} is added, and with it the memory that it needs, as DPDK then maps 64 MiB only.
     * What the operator has said stays.
     *
     * @param given the operator's arguments
     * @param hugePages whether huge pages are free
     * @param mbufs that will be allocated
     * @param mbufOctets of the buffer of each
     */
    static List<String> complete(
            final List<String> given, final boolean hugePages, final int mbufs, final int mbufOctets) {
        final List<String> arguments = new ArrayList<>(given);
        if (!hugePages && !mentions(given, "--no-huge")) {
            arguments.add("--no-huge");
        }
        if (mentions(arguments, "--no-huge") && !mentions(given, "-m") && !mentions(given, "--socket-mem")) {
            arguments.add("-m");
            arguments.add(Long.toString(OVERHEAD_MIB + (long) mbufs * (mbufOctets + MBUF_OVERHEAD) / MIB));
        }
        return arguments;
    }

    private static boolean mentions(final List<String> arguments, final String option) {
        return arguments.stream().anyMatch(a -> a.equals(option) || a.startsWith(option + "="));
    }
}
