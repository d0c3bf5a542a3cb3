package io.guideway.forwarder.porter;

import static io.guideway.forwarder.porter.Link.BACKEND4;
import static io.guideway.forwarder.porter.Link.NODE4;
import static io.guideway.forwarder.porter.Link.NODE6;
import static io.guideway.forwarder.porter.Link.STATION;
import static io.guideway.forwarder.porter.Link.VIP4;
import static io.guideway.forwarder.porter.Link.hex;
import static io.guideway.forwarder.porter.Link.service;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.FrameBuilder;
import io.guideway.packet.LinkFrames;
import io.guideway.packet.Verdict;
import io.guideway.service.AnnouncedVips;
import io.guideway.service.Mode;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What goes to the kernel, what comes from it, and how much; the kernel is a list of frames. */
class KernelPathTest {
    private static final long CLIENT = 0x0200_0000_0099L;
    private static final byte[] SSH =
            FrameBuilder.packet("198.51.100.7", NODE4).syn(40000, 22).frame();

    private static Link link(final int rate) {
        return new Link(AnnouncedVips.ON_LINK, rate, service(VIP4, Mode.L2DSR, BACKEND4));
    }

    @Test
    void whatIsNotOursGoesToTheKernelAsItCame() {
        try (Link link = link(1000)) {
            final byte[] ssh6 =
                    FrameBuilder.packet("2001:db8:c::7", NODE6).syn(40000, 22).frame();
            final byte[] otherPort =
                    FrameBuilder.packet("198.51.100.7", VIP4).syn(40000, 22).frame();
            link.pass(0);
            link.receive(SSH, ssh6, otherPort);
            assertEquals(List.of(hex(SSH), hex(ssh6), hex(otherPort)), link.kernel.received);
            assertEquals(3, link.counted(Verdict.KERNEL));
        }
    }

    @Test
    void whatIsWrongOrForOthersStaysAway() {
        try (Link link = link(1000)) {
            link.pass(0);
            link.receive(
                    FrameBuilder.packet("198.51.100.7", NODE4).ttl(0).syn(1, 22).frame(),
                    FrameBuilder.packet("198.51.100.7", NODE4)
                            .macs(CLIENT, CLIENT)
                            .syn(1, 22)
                            .frame());
            assertEquals(List.of(), link.kernel.received);
        }
    }

    @Test
    void answersToOthersQuestionsReachTheKernelAndQuestionsForOursDoNot() {
        try (Link link = link(1000)) {
            link.pass(0);
            final byte[] answer = LinkFrames.arpReply(CLIENT, "10.0.0.99", STATION, NODE4);
            final byte[] answer6 = LinkFrames.advertisement(CLIENT, STATION, "fd00::99", NODE6, true);
            final byte[] forBackend = LinkFrames.arpReply(CLIENT, BACKEND4, STATION, NODE4);
            link.receive(answer, answer6, forBackend, LinkFrames.arpRequest(CLIENT, "10.0.0.99", NODE4));
            assertEquals(List.of(hex(answer), hex(answer6), hex(forBackend)), link.kernel.received);
            assertEquals(3, link.counted(Verdict.KERNEL));
            assertEquals(1, link.counted(Verdict.ANSWERED));
            final FrameBuilder packet =
                    FrameBuilder.packet("198.51.100.7", VIP4).udp(1, 80, 4);
            assertEquals(
                    List.of(hex(packet.macs(STATION, CLIENT).frame())),
                    link.receive(packet.macs(CLIENT, STATION).frame()),
                    "the porter has read it, too");
        }
    }

    @Test
    void moreThanTheRateIsDroppedByName() {
        try (Link link = link(1000)) {
            link.pass(TimeUnit.SECONDS.toNanos(1));
            for (int i = 0; i < 80; i++) {
                link.arrive(SSH);
            }
            link.round();
            assertEquals(50, link.counted(Verdict.KERNEL), "a twentieth of a second's at once");
            assertEquals(30, link.counted(Verdict.KERNEL_RATE));
            for (int i = 0; i < 100; i++) {
                link.pass(TimeUnit.MILLISECONDS.toNanos(10));
                link.receive(SSH);
            }
            assertEquals(150, link.counted(Verdict.KERNEL));
            assertEquals(30, link.counted(Verdict.KERNEL_RATE));
            assertEquals(link.counted(Verdict.KERNEL), link.kernel.received.size());
        }
    }

    @Test
    void aFloodOfTwoSecondsIsCutToTwoSecondsOfTheRate() {
        try (Link link = link(1000)) {
            link.pass(0);
            for (int i = 0; i < 200; i++) {
                link.pass(TimeUnit.MILLISECONDS.toNanos(10));
                for (int j = 0; j < 20; j++) {
                    link.arrive(SSH);
                }
                link.round();
            }
            final long passed = link.counted(Verdict.KERNEL);
            assertTrue(passed >= 1990 && passed <= 2060, "passed " + passed);
            assertEquals(4000, passed + link.counted(Verdict.KERNEL_RATE));
        }
    }

    @Test
    void onePacketASecondIsARateToo() {
        try (Link link = link(1)) {
            for (int i = 0; i < 300; i++) {
                link.receive(SSH);
                link.pass(TimeUnit.MILLISECONDS.toNanos(100));
            }
            final long passed = link.counted(Verdict.KERNEL);
            assertTrue(passed >= 29 && passed <= 31, "passed " + passed);
        }
    }

    @Test
    void whatTheKernelSendsLeavesByThePort() {
        try (Link link = link(1000)) {
            link.pass(0);
            link.kernel.sends.add(SSH);
            link.kernel.sends.add(LinkFrames.arpRequest(STATION, NODE4, "10.0.0.99"));
            assertEquals(List.of(hex(SSH), hex(LinkFrames.arpRequest(STATION, NODE4, "10.0.0.99"))), link.pass(0));
            assertEquals(0, link.worker.counters().received(), "nobody has received it");
        }
    }

    @Test
    void aKernelThatTakesNothingDisturbsNobody() {
        try (Link link = link(1000)) {
            link.kernel.isDeaf = true;
            link.pass(0);
            link.receive(SSH);
            assertEquals(1, link.counted(Verdict.KERNEL));
            assertEquals(1, link.porter.refused());
        }
    }

    @Test
    void withoutAPathItIsDroppedByName() {
        try (Link link = Link.with(Mode.L2DSR)) {
            link.receive(SSH);
            assertEquals(1, link.counted(Verdict.NOT_OURS));
        }
    }
}
