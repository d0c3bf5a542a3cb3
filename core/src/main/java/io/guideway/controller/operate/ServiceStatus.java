package io.guideway.controller.operate;

import io.guideway.service.Ports;
import java.util.List;

/**
 * A service as it stands.
 *
 * @param vip an address or a prefix
 * @param protocol tcp, udp or any
 * @param port a number in JSON where there is one, else text
 * @param mode its word in the configuration
 * @param slots of its lookup table
 * @param isChecked whether its backends are
 * @param notice what one has to know of it, such as that the last good set is kept; mostly empty
 * @param packets classified to it since the forwarder's start
 * @param octets of them, as received
 */
public record ServiceStatus(
        String service,
        String vip,
        String protocol,
        Ports port,
        String mode,
        int slots,
        boolean isChecked,
        String notice,
        long packets,
        long octets,
        List<BackendStatus> backends) {

    /** Takes a copy. */
    public ServiceStatus {
        backends = List.copyOf(backends);
    }
}
