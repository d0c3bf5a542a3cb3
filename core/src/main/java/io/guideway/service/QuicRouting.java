package io.guideway.service;

/**
 * How QUIC connection ids name a service's backends (draft-ietf-quic-load-balancers).
 *
 * @param serverIdOctets length of the server id, 1 to 15
 */
public record QuicRouting(int serverIdOctets) {}
