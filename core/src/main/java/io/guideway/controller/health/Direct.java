package io.guideway.controller.health;

import io.guideway.packet.IpAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** To the backend's own address, from wherever the kernel likes. */
record Direct() implements Way {
    @Override
    public Reach to(final IpAddress backend, final int port) {
        return Reach.anyhow(new InetSocketAddress(InetAddress.ofLiteral(backend.toString()), port));
    }
}
