package io.guideway.forward;

import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.List;
import java.util.stream.IntStream;

/** How packets reach a backend: the mode, and the families outside and inside. */
enum Way {
    L2DSR_IPV4(Mode.L2DSR, true, true),
    L2DSR_IPV6(Mode.L2DSR, false, false),
    IPV4_IN_IPV4(Mode.IPIP, true, true),
    IPV6_IN_IPV4(Mode.IPIP, true, false),
    IPV4_IN_IPV6(Mode.IPIP, false, true),
    IPV6_IN_IPV6(Mode.IPIP, false, false);

    /** Destination port of the packets. */
    static final int PORT = 443;

    private static final int BACKENDS = 10;

    private final Mode mode;
    private final boolean ipv4Outside;
    private final boolean ipv4Inside;

    Way(final Mode mode, final boolean ipv4Outside, final boolean ipv4Inside) {
        this.mode = mode;
        this.ipv4Outside = ipv4Outside;
        this.ipv4Inside = ipv4Inside;
    }

    /**
     * A UDP service with ten backends and a lookup table of the default size. VIPs are from the networks that are kept for
     * benchmarks (RFC 2544, appendix C; RFC 5180, section 8).
     *
     * @param index distinct within a site, at most 65535
     */
    Service service(final int index) {
        return new Service(
                "%s-%d".formatted(this, index),
                ipv4Inside ? IpAddress.ipv4(0xC612_0000 | index) : new IpAddress(0x2001_0002_0000_0000L, index),
                Protocol.UDP,
                PORT,
                mode,
                HashFields.FIVE_TUPLE,
                Service.DEFAULT_TABLE_SIZE,
                List.of(),
                IntStream.range(0, BACKENDS).mapToObj(this::backend).toList());
    }

    private Backend backend(final int index) {
        final IpAddress address =
                ipv4Outside ? IpAddress.ipv4(0x0A00_0100 | index) : new IpAddress(0xFD00_0001_0000_0000L, index);
        return new Backend(address, 1);
    }
}
