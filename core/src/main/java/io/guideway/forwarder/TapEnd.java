package io.guideway.forwarder;

import io.guideway.forwarder.porter.KernelEnd;
import io.guideway.ring.TapDevice;

/** A TAP device as the porter sees it. */
record TapEnd(TapDevice tap) implements KernelEnd {
    @Override
    public int read(final long at, final int room) {
        return tap.read(at, room);
    }

    @Override
    public int write(final long at, final int length) {
        return tap.write(at, length);
    }
}
