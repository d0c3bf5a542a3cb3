package io.guideway.forwarder.porter;

import static io.guideway.forwarder.porter.Link.BACKEND4;
import static io.guideway.forwarder.porter.Link.BACKEND6;
import static io.guideway.forwarder.porter.Link.NODE4;
import static io.guideway.forwarder.porter.Link.NODE6;
import static io.guideway.forwarder.porter.Link.STATION;
import static io.guideway.forwarder.porter.Link.VIP4;
import static io.guideway.forwarder.porter.Link.VIP6;
import static io.guideway.forwarder.porter.Link.service;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.packet.FrameBuilder;
import io.guideway.packet.LinkFrames;
import io.guideway.service.AnnouncedVips;
import io.guideway.service.Mode;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Frames of the link with octets changed, and cut short: nothing is read beyond them (every access is checked in tests), every
 * packet is counted once, and every mbuf comes back.
 */
class GarbageFromTheLinkTest {
    private static final long ASKER = 0x0200_0000_0099L;
    private static final int FRAMES = 40;
    private static final List<byte[]> WHOLE = List.of(
            LinkFrames.arpRequest(ASKER, "10.0.0.99", VIP4),
            LinkFrames.arpReply(ASKER, BACKEND4, STATION, NODE4),
            LinkFrames.arp(ASKER, LinkFrames.ALL, 1, ASKER, VIP4, 0, VIP4),
            LinkFrames.solicitation(ASKER, "fd00::99", VIP6),
            LinkFrames.duplicateSearch(ASKER, NODE6),
            LinkFrames.advertisement(ASKER, STATION, BACKEND6, NODE6, true),
            LinkFrames.announcement(ASKER, VIP6),
            FrameBuilder.packet("198.51.100.7", NODE4).syn(1, 22).frame(),
            FrameBuilder.packet("2001:db8:c::7", VIP6).udp(1, 80, 4).frame(),
            FrameBuilder.packet("198.51.100.7", VIP4).udp(1, 80, 4).frame());

    @Property(tries = 300)
    void isCountedAndHurtsNobody(@ForAll final long seed) {
        final Random random = new Random(seed);
        try (Link link = new Link(
                AnnouncedVips.ALL, 100_000, service(VIP4, Mode.L2DSR, BACKEND4), service(VIP6, Mode.IPIP, BACKEND6))) {
            link.pass(0);
            for (int i = 0; i < FRAMES; i++) {
                link.receive(garbage(random));
            }
            link.hatch.letNobodyWait();
            link.porter.releaseAll();
            link.pass(0);
            assertEquals(FRAMES, link.worker.counters().received());
        }
    }

    private static byte[] garbage(final Random random) {
        final byte[] whole = WHOLE.get(random.nextInt(WHOLE.size()));
        final byte[] frame =
                random.nextInt(4) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
        for (int i = random.nextInt(4); i > 0 && frame.length > 0; i--) {
            frame[random.nextInt(frame.length)] = (byte) random.nextInt();
        }
        final boolean isDiscovery = frame.length == 86 && frame[12] == (byte) 0x86 && frame[20] == 58;
        return isDiscovery && random.nextBoolean() ? LinkFrames.withChecksum(frame) : frame;
    }
}
