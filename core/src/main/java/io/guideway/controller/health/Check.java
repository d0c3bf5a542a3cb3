package io.guideway.controller.health;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a backend is asked, and what answer counts as good. Immutable values; docs/health.md says what each does. */
public sealed interface Check {

    /**
     * A GET by HTTP/1.1.
     *
     * @param path begins with a slash
     * @param tls present for HTTPS
     * @param statuses what counts as good
     * @param body what the first 64 KiB of the body must contain
     * @param host the Host header, and over TLS the name asked for; absent: the backend's address and port
     * @param headers further headers by name
     */
    record Http(
            String path,
            Optional<Tls> tls,
            StatusSet statuses,
            Optional<String> body,
            Optional<String> host,
            Map<String, String> headers)
            implements Check {

        /** Takes a copy. */
        public Http {
            headers = Map.copyOf(headers);
        }
    }

    /** A TCP connection that comes about. */
    record Tcp() implements Check {}

    /** A TLS handshake that comes to its end. */
    record TlsHandshake(Tls tls) implements Check {}

    /**
     * A datagram that is answered by one.
     *
     * @param request an octet for each character, U+0000 to U+00FF
     * @param answer octets, likewise, that the answer must contain; absent: any answer is good
     */
    record Udp(String request, Optional<String> answer) implements Check {}

    /**
     * A query by UDP that is answered with at least one record (RFC 1035, section 4.1).
     *
     * @param name labels of 1 to 63 characters, 253 in all
     */
    record Dns(String name, RecordType type) implements Check {}

    /**
     * grpc.health.v1.Health/Check over HTTP/2, answered with SERVING.
     *
     * @param service whose health is asked for; empty: the server's as a whole
     * @param tls present for HTTP/2 over TLS
     * @param host the authority, and over TLS the name asked for; absent: the backend's address and port
     */
    record Grpc(String service, Optional<Tls> tls, Optional<String> host) implements Check {}

    /** What a DNS check asks for, with its number (RFC 1035, section 3.2.2; RFC 3596, section 2.1). */
    enum RecordType {
        /** An IPv4 address. */
        A(1),
        /** A name server. */
        NS(2),
        /** The start of a zone. */
        SOA(6),
        /** A mail exchange. */
        MX(15),
        /** Text. */
        TXT(16),
        /** An IPv6 address. */
        AAAA(28);

        private final int number;

        RecordType(final int number) {
            this.number = number;
        }

        int number() {
            return number;
        }

        /** The type that the configuration calls {@code word}. */
        public static RecordType of(final String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
