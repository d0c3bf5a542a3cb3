package io.guideway.rewrite;

import io.guideway.packet.Ethernet;
import io.guideway.ring.Mem;

/** Hot path. Ethernet headers towards a backend, from the record of the {@link BackendTable}. */
final class LinkHeader {
    private LinkHeader() {}

    /**
     * Writes destination and source address; type and tags stay.
     *
     * @param link what {@link BackendTable#link} has read, once
     */
    static void readdress(final long frame, final long backend, final long link) {
        Mem.i64(frame, link);
        Mem.i32(frame + 8, Mem.i32(backend + BackendTable.LINK + 8));
    }

    /**
     * Writes the link header of an encapsulated packet, with the tags that the packet came with: it leaves on the VLAN that
     * it arrived on.
     *
     * @param frame where the header begins
     * @param oldFrame where it began before; farther on, and perhaps overlapping
     * @param length octets of the link header
     * @param link what {@link BackendTable#link} has read, once
     */
    static void write(final long frame, final long oldFrame, final int length, final long backend, final long link) {
        if (length > Ethernet.HEADER) {
            Mem.copy(oldFrame + Ethernet.ADDRESSES, frame + Ethernet.ADDRESSES, length - Ethernet.HEADER);
        }
        readdress(frame, backend, link);
        Mem.u16(frame + length - 2, Mem.u16(backend + BackendTable.LINK + Ethernet.ADDRESSES));
    }
}
