package io.guideway.controller.operate;

import io.guideway.packet.IpAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * A backend as it stands.
 *
 * @param admin the operator's word
 * @param health {@code up}, {@code down}, or {@code unchecked}
 * @param reason what its last check saw; empty where it is not checked
 * @param since when its health began; empty where it is not checked
 * @param weight the configured one
 * @param effective the one in use: 0 where it takes no new flows; larger by a factor common to the service during a slow start
 * @param packets sent to it since the forwarder's start
 * @param octets of them, as received
 */
public record BackendStatus(
        IpAddress backend,
        AdminState admin,
        String health,
        String reason,
        Optional<Instant> since,
        int weight,
        int effective,
        long packets,
        long octets) {}
