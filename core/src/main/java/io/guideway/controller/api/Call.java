package io.guideway.controller.api;

import io.guideway.packet.IpAddress;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/**
 * One request, taken apart.
 *
 * @param names what stands in the path for {@code {service}} and {@code {backend}}
 * @param isDryRun whether it only asks what would change
 */
record Call(Map<String, String> names, boolean isDryRun, Body body) {
    String service() {
        return names.get("service");
    }

    /** @throws ApiException 400 if it is no address */
    IpAddress backend() throws ApiException {
        try {
            return IpAddress.parse(names.get("backend"));
        } catch (final IllegalArgumentException notOne) {
            throw new ApiException(HttpStatus.BAD_REQUEST_400, notOne.getMessage());
        }
    }
}
