package io.guideway.forward;

/**
 * Where the tables stand that a worker reads, for a reader in C. In the stages' package because nobody else needs to know.
 *
 * @param vips the entries of the {@link io.guideway.service.VipIndex}
 * @param vipCapacity how many
 * @param addresses the entries of the index's set of VIPs
 * @param addressCapacity how many
 * @param serviceCount how many services
 * @param backends record of backend 0 of the {@link io.guideway.rewrite.BackendTable}
 * @param backendCount how many backends
 */
public record TableAddresses(
        long vips,
        int vipCapacity,
        long addresses,
        int addressCapacity,
        int serviceCount,
        long backends,
        int backendCount) {

    /** Those of one picture, good as long as it is open. */
    public static TableAddresses of(final ServiceTable table) {
        return new TableAddresses(
                table.vips().address(),
                table.vips().capacity(),
                table.vips().vipSetAddress(),
                table.vips().vipSetCapacity(),
                table.generation().services().size(),
                table.backends().record(0),
                table.generation().backendCount());
    }
}
