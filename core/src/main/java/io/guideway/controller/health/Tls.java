package io.guideway.controller.health;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * How a check speaks TLS. Immutable.
 *
 * @param verify whether the server's certificate must be valid for {@code name}; if not, any certificate will do
 * @param authorities whose certificates are trusted; none: those that the JVM trusts
 * @param name the server's name, asked for by SNI where it is one; absent: the backend's address
 */
public record Tls(boolean verify, List<X509Certificate> authorities, Optional<String> name) {

    /** Takes a copy. */
    public Tls {
        authorities = List.copyOf(authorities);
    }
}
