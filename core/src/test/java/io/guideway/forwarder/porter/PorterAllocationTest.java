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

import com.sun.management.ThreadMXBean;
import io.guideway.packet.FrameBuilder;
import io.guideway.packet.LinkFrames;
import io.guideway.service.AnnouncedVips;
import io.guideway.service.Mode;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Once warm, neither worker nor porter allocates anything for what comes from the link, whatever it is. */
class PorterAllocationTest {
    private static final int ROUNDS = 20_000;
    private static final long ASKER = 0x0200_0000_0099L;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final byte[][] FRAMES = {
        LinkFrames.arpRequest(ASKER, "10.0.0.99", VIP4),
        LinkFrames.arpRequest(ASKER, "10.0.0.99", "10.0.0.98"),
        LinkFrames.arpReply(ASKER, BACKEND4, STATION, NODE4),
        LinkFrames.arp(ASKER, LinkFrames.ALL, 1, ASKER, BACKEND4, 0, BACKEND4),
        LinkFrames.solicitation(ASKER, "fd00::99", VIP6),
        LinkFrames.solicitation(ASKER, "fd00::99", "fd00::98"),
        LinkFrames.advertisement(ASKER, STATION, BACKEND6, NODE6, true),
        FrameBuilder.packet("198.51.100.7", NODE4).syn(1, 22).frame(),
        FrameBuilder.packet("198.51.100.7", VIP4).udp(1, 80, 4).frame(),
        FrameBuilder.packet("198.51.100.7", "10.0.0.101").udp(1, 80, 4).frame(),
    };

    @Test
    void aFloodFromTheLinkAllocatesNothing() {
        try (Link link = new Link(
                AnnouncedVips.ON_LINK,
                1_000_000,
                service(VIP4, Mode.L2DSR, BACKEND4),
                service(VIP6, Mode.L2DSR, BACKEND6),
                service("10.0.0.101", Mode.L2DSR, "10.0.0.12"))) {
            link.kernel.isDeaf = true;
            flood(link);
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            flood(link);
            final long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertEquals(0, allocated / ROUNDS, "octets a round; in all " + allocated);
        }
    }

    private static void flood(final Link link) {
        for (int i = 0; i < ROUNDS; i++) {
            for (final byte[] frame : FRAMES) {
                link.arrive(frame);
            }
            link.discardingRound();
        }
    }
}
