package io.guideway.forward;

import io.guideway.service.BackendNumbers;

/**
 * Where the tables stand that a worker reads, for a reader in C. In the stages' package because nobody else needs to know.
 *
 * @param vips the entries of the {@link io.guideway.service.VipIndex}
 * @param vipCapacity how many
 * @param addresses the entries of the index's set of VIPs
 * @param addressCapacity how many
 * @param records record 0 of the {@link io.guideway.rewrite.BackendTable}
 * @param backends the backends' numbers
 */
public record TableAddresses(
        long vips, int vipCapacity, long addresses, int addressCapacity, long records, BackendNumbers backends) {

    /** Those of one picture, good as long as it is open. */
    public static TableAddresses of(final ServiceTable table) {
        return new TableAddresses(
                table.vips().address(),
                table.vips().capacity(),
                table.vips().vipSetAddress(),
                table.vips().vipSetCapacity(),
                table.backends().record(0),
                table.generation().backends());
    }
}
