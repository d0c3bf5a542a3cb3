package io.guideway.controller;

import io.guideway.packet.IpAddress;
import java.nio.file.Path;

/**
 * Where the API is served over TCP.
 *
 * @param address of the node
 * @param port 1 to 65535
 * @param certificate a PEM file, with its chain
 * @param key of the certificate, a PEM file
 * @param token a file with what callers must know
 */
public record ApiListener(IpAddress address, int port, Path certificate, Path key, Path token) {
    /** The same with its files beside {@code file}, where they are not named by absolute paths. */
    public ApiListener beside(final Path file) {
        return new ApiListener(
                address, port, file.resolveSibling(certificate), file.resolveSibling(key), file.resolveSibling(token));
    }
}
