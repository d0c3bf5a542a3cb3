package io.guideway.controller;

import io.guideway.packet.IpAddress;
import io.guideway.service.Protocol;
import io.guideway.service.Service;

/** What clients speak to: no two services may have the same. */
record Endpoint(IpAddress vip, Protocol protocol, int port) {
    static Endpoint of(final Service service) {
        return new Endpoint(service.vip(), service.protocol(), service.port());
    }
}
