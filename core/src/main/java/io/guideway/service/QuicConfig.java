package io.guideway.service;

import java.util.Optional;

/**
 * One way in which connection ids are made: the number by which their first three bits name it, and what stands behind the first
 * octet (draft-ietf-quic-load-balancers-21, sections 3.1 and 5).
 *
 * @param id 0 to 6; 7 means that a server had none
 * @param serverIdOctets 1 to 15
 * @param nonceOctets 4 to 18, and 19 at most together with the server id
 * @param key of AES-128; without one, server id and nonce stand there as they are
 */
public record QuicConfig(int id, int serverIdOctets, int nonceOctets, Optional<QuicKey> key) {
    /** How many there may be at once. */
    public static final int MOST = 7;

    /** Fewest octets of a nonce. */
    public static final int LEAST_NONCE = 4;

    /** Most octets of server id and nonce together: a connection id of QUIC version 1 has 20. */
    public static final int MOST_OCTETS = 19;

    private static final int BLOCK = 16;

    /** @throws IllegalArgumentException if a number is out of its range */
    public QuicConfig {
        if (id < 0
                || id >= MOST
                || serverIdOctets < 1
                || serverIdOctets > ServerId.MOST_OCTETS
                || nonceOctets < LEAST_NONCE
                || serverIdOctets + nonceOctets > MOST_OCTETS) {
            throw new IllegalArgumentException(
                    "configuration %d with server ids of %d and nonces of %d octets; there are 0 to 6, 1 to 15, 4 to 18, and 19 in all"
                            .formatted(id, serverIdOctets, nonceOctets));
        }
    }

    /** Octets of server id and nonce. */
    public int octets() {
        return serverIdOctets + nonceOctets;
    }

    /** Whether both fill a block of AES, which is then encrypted as it is (section 5.4.1); with a key. */
    public boolean isOneBlock() {
        return octets() == BLOCK;
    }
}
