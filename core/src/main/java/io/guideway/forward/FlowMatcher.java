package io.guideway.forward;

import io.guideway.packet.CaptureFilter;
import io.guideway.packet.Ethernet;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Ipv4;
import io.guideway.packet.Ipv6;
import io.guideway.packet.Transport;
import io.guideway.ring.Mem;

/**
 * Whether a frame is of a protocol, from and to somebody, as a {@link CaptureFilter} asks. It reads the copy of a frame, believes no
 * length, and takes what the {@link Parser} would refuse: a capture is there to show such packets too. Belongs to one worker and
 * makes no objects.
 */
final class FlowMatcher {
    private static final int ANY = -1;
    private static final int MOST_TAGS = 2;
    private static final int MOST_EXTENSIONS = 8;
    private static final int UNIT = 8;
    private static final int OFFSET_MASK = 0xFFF8;

    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int DESTINATION_OPTIONS = 60;

    private final int protocol;
    private final boolean hasSource;
    private final long sourceHigh;
    private final long sourceLow;
    private final int sourcePort;
    private final boolean hasDestination;
    private final long destinationHigh;
    private final long destinationLow;
    private final int destinationPort;
    private final boolean isReading;

    // Of the frame that is looked at.
    private long end;
    private int foundProtocol;
    private long transport;

    FlowMatcher(final CaptureFilter filter) {
        final IpAddress source = filter.source().address().orElse(new IpAddress(0, 0));
        final IpAddress destination = filter.destination().address().orElse(new IpAddress(0, 0));
        isReading = filter.readsPackets();
        protocol = filter.protocol().orElse(ANY);
        hasSource = filter.source().address().isPresent();
        sourceHigh = source.high();
        sourceLow = source.low();
        sourcePort = filter.source().port().orElse(ANY);
        hasDestination = filter.destination().address().isPresent();
        destinationHigh = destination.high();
        destinationLow = destination.low();
        destinationPort = filter.destination().port().orElse(ANY);
    }

    /**
     * Whether it is asked for.
     *
     * @param frame native address
     * @param length octets that may be read there
     */
    boolean matches(final long frame, final int length) {
        if (!isReading) {
            return true;
        }
        end = frame + length;
        long at = frame + Ethernet.ADDRESSES;
        for (int tags = 0; at + 2 <= end && Ethernet.isTag(Mem.u16be(at)) && tags < MOST_TAGS; tags++) {
            at += Ethernet.TAG;
        }
        if (at + 2 > end) {
            return false;
        }
        return switch (Mem.u16be(at)) {
            case Ethernet.TYPE_IPV4 -> matchesIpv4(at + 2);
            case Ethernet.TYPE_IPV6 -> matchesIpv6(at + 2);
            default -> false;
        };
    }

    private boolean matchesIpv4(final long header) {
        if (header + Ipv4.HEADER > end) {
            return false;
        }
        foundProtocol = Ipv4.protocol(header);
        final boolean isFirst = (Ipv4.flags(header) & Ipv4.OFFSET) == 0;
        transport = isFirst ? header + Ipv4.headerLength(header) : end;
        return (!hasSource || sourceHigh == 0 && sourceLow == Ipv4.mappedSource(header))
                && (!hasDestination || destinationHigh == 0 && destinationLow == Ipv4.mappedDestination(header))
                && matchesTransport();
    }

    private boolean matchesIpv6(final long header) {
        if (header + Ipv6.HEADER > end) {
            return false;
        }
        walk(Ipv6.nextHeader(header), header + Ipv6.HEADER);
        return (!hasSource || sourceHigh == Ipv6.sourceHigh(header) && sourceLow == Ipv6.sourceLow(header))
                && (!hasDestination
                        || destinationHigh == Ipv6.destinationHigh(header)
                                && destinationLow == Ipv6.destinationLow(header))
                && matchesTransport();
    }

    /** Over the extension headers (RFC 8200, section 4). */
    private void walk(final int first, final long begin) {
        foundProtocol = first;
        transport = begin;
        for (int i = 0; i < MOST_EXTENSIONS && isExtension(foundProtocol) && transport + UNIT <= end; i++) {
            final boolean isFragment = foundProtocol == FRAGMENT;
            foundProtocol = Mem.u8(transport);
            if (isFragment && (Mem.u16be(transport + 2) & OFFSET_MASK) != 0) {
                transport = end;
            } else {
                transport += isFragment ? UNIT : UNIT * (Mem.u8(transport + 1) + 1L);
            }
        }
    }

    private static boolean isExtension(final int number) {
        return number == HOP_BY_HOP || number == ROUTING || number == FRAGMENT || number == DESTINATION_OPTIONS;
    }

    private boolean matchesTransport() {
        if (protocol != ANY && protocol != foundProtocol) {
            return false;
        }
        if (sourcePort == ANY && destinationPort == ANY) {
            return true;
        }
        return Transport.hasPorts(foundProtocol)
                && transport + Transport.PORTS <= end
                && (sourcePort == ANY || sourcePort == Mem.u16be(transport))
                && (destinationPort == ANY || destinationPort == Mem.u16be(transport + 2));
    }
}
