package io.guideway.service;

import io.guideway.packet.IpAddress;

/**
 * What names a backend of a service on every node of a tier.
 *
 * @param service key of the service's VIP, protocol and port
 * @param address the backend's
 */
public record BackendIdentity(long service, IpAddress address) {}
