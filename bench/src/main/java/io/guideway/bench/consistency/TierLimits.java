package io.guideway.bench.consistency;

/** What the nodes of a tier agree on. */
public final class TierLimits {
    /** How long a record outlives its flow's last packet: {@code dpdk.records.idle} where nothing is said. */
    public static final int IDLE_SECONDS = 600;

    /** A node says again, this often, which of its flows it has seen since it did so last. */
    public static final int REPEAT_SECONDS = IDLE_SECONDS / 4;

    /** Buckets of four places that are swept in a second, of a table's places: once around in 16 s. */
    public static final int SWEPT_ONE_OF = 64;

    private TierLimits() {}
}
