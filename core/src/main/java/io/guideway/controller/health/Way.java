package io.guideway.controller.health;

import io.guideway.packet.IpAddress;

/** How checks come to the backends of one service. Any thread. */
@FunctionalInterface
public interface Way {
    /** By the kernel's routes to the backend's own address. */
    Way DIRECT = new Direct();

    /**
     * The way to one of the backends.
     *
     * @param port that is checked, 1 to 65535
     */
    Reach to(IpAddress backend, int port);
}
