package io.guideway.forwarder.porter;

import static io.guideway.forwarder.porter.Link.BACKEND4;
import static io.guideway.forwarder.porter.Link.FAR_VIP;
import static io.guideway.forwarder.porter.Link.NODE4;
import static io.guideway.forwarder.porter.Link.NODE6;
import static io.guideway.forwarder.porter.Link.STATION;
import static io.guideway.forwarder.porter.Link.VIP4;
import static io.guideway.forwarder.porter.Link.VIP6;
import static io.guideway.forwarder.porter.Link.frames;
import static io.guideway.forwarder.porter.Link.service;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.LinkFrames;
import io.guideway.packet.Verdict;
import io.guideway.service.AnnouncedVips;
import io.guideway.service.Mode;
import io.guideway.service.Service;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions of the link, and the frames that answer them, octet by octet. */
class AnsweringTest {
    private static final long ASKER = 0x0200_0000_0099L;
    private static final String ASKER4 = "10.0.0.99";
    private static final String ASKER6 = "fd00::99";

    /** No backends, so that nobody is asked for. */
    private static final Service[] SERVICES = {
        service(VIP4, Mode.IPIP), service(VIP6, Mode.IPIP), service(FAR_VIP, Mode.IPIP)
    };

    private static Link link(final AnnouncedVips announced) {
        return new Link(announced, 0, SERVICES);
    }

    @ParameterizedTest
    @ValueSource(strings = {NODE4, VIP4})
    void arpForAnAddressOfOursIsAnswered(final String target) {
        try (Link link = link(AnnouncedVips.ON_LINK)) {
            assertEquals(
                    frames(LinkFrames.arpReply(STATION, target, ASKER, ASKER4)),
                    link.receive(LinkFrames.arpRequest(ASKER, ASKER4, target)));
            assertEquals(1, link.counted(Verdict.ANSWERED));
        }
    }

    /** RFC 5227, section 2.1.1: who is about to take an address asks without one. */
    @Test
    void anArpProbeIsAnswered() {
        try (Link link = link(AnnouncedVips.ON_LINK)) {
            assertEquals(
                    frames(LinkFrames.arpReply(STATION, VIP4, ASKER, "0.0.0.0")),
                    link.receive(LinkFrames.arpRequest(ASKER, "0.0.0.0", VIP4)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ON_LINK, 10.0.0.100, 1",
        "ON_LINK, 203.0.113.10, 0",
        "ALL, 203.0.113.10, 1",
        "NONE, 10.0.0.100, 0",
        "NONE, 10.0.0.2, 1",
        "ALL, 10.0.0.77, 0"
    })
    void theRuleSaysWhichVipsAreAnsweredFor(final AnnouncedVips announced, final String target, final int answers) {
        try (Link link = link(announced)) {
            assertEquals(
                    answers,
                    link.receive(LinkFrames.arpRequest(ASKER, ASKER4, target)).size());
            assertEquals(answers, link.counted(Verdict.ANSWERED));
            assertEquals(1 - answers, link.counted(Verdict.ARP));
        }
    }

    @Test
    void whatIsNoQuestionForUsIsNotAnswered() {
        try (Link link = link(AnnouncedVips.ALL)) {
            final byte[] truncated = new byte[41];
            System.arraycopy(LinkFrames.arpRequest(ASKER, ASKER4, VIP4), 0, truncated, 0, 41);
            final byte[] tokenRing = LinkFrames.arpRequest(ASKER, ASKER4, VIP4);
            tokenRing[15] = 6;
            assertEquals(
                    List.of(),
                    link.receive(
                            truncated,
                            tokenRing,
                            LinkFrames.arpReply(ASKER, ASKER4, STATION, VIP4),
                            LinkFrames.arpRequest(LinkFrames.ALL, ASKER4, VIP4),
                            LinkFrames.arpRequest(ASKER, ASKER4, BACKEND4)));
            assertEquals(5, link.counted(Verdict.ARP));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {NODE6, VIP6})
    void aSolicitationForAnAddressOfOursIsAnswered(final String target) {
        try (Link link = link(AnnouncedVips.ON_LINK)) {
            assertEquals(
                    frames(LinkFrames.advertisement(STATION, ASKER, target, ASKER6, true)),
                    link.receive(LinkFrames.solicitation(ASKER, ASKER6, target)));
            assertEquals(1, link.counted(Verdict.ANSWERED));
        }
    }

    /** RFC 4861, section 7.3: a neighbour that knows us asks us alone, and need not say where it is. */
    @ParameterizedTest
    @CsvSource({NODE6 + ", 0", VIP6 + ", 0", NODE6 + ", 1", VIP6 + ", 1"})
    void aSolicitationToUsAloneIsAnswered(final String target, final int option) {
        try (Link link = link(AnnouncedVips.ON_LINK)) {
            assertEquals(
                    frames(LinkFrames.advertisement(STATION, ASKER, target, ASKER6, true)),
                    link.receive(LinkFrames.discovery(ASKER, STATION, ASKER6, target, 135, 0, target, option, ASKER)));
            assertEquals(1, link.counted(Verdict.ANSWERED));
        }
    }

    @Test
    void theSearchForDuplicatesIsAnsweredToAll() {
        try (Link link = link(AnnouncedVips.ON_LINK)) {
            assertEquals(
                    frames(LinkFrames.announcement(STATION, VIP6)),
                    link.receive(LinkFrames.duplicateSearch(ASKER, VIP6)));
        }
    }

    /** RFC 4861, section 7.1.1. */
    @Test
    void aSolicitationThatIsNotValidIsNotAnswered() {
        try (Link link = link(AnnouncedVips.ALL)) {
            final byte[] routed = LinkFrames.solicitation(ASKER, ASKER6, VIP6);
            routed[14 + 7] = 64;
            final byte[] wrong = LinkFrames.solicitation(ASKER, ASKER6, VIP6);
            wrong[14 + 42] ^= 1;
            final byte[] code = LinkFrames.solicitation(ASKER, ASKER6, VIP6);
            code[14 + 41] = 1;
            final byte[] emptyOption = LinkFrames.solicitation(ASKER, ASKER6, VIP6);
            emptyOption[14 + 65] = 0;
            final byte[] longOption = LinkFrames.solicitation(ASKER, ASKER6, VIP6);
            longOption[14 + 65] = 2;
            final byte[] nobody =
                    LinkFrames.discovery(ASKER, 0x3333_FF00_0100L, "::", "ff02::1:ff00:100", 135, 0, VIP6, 1, ASKER);
            final byte[] nobodyAlone = LinkFrames.discovery(ASKER, STATION, "::", VIP6, 135, 0, VIP6, 0, 0);
            assertEquals(
                    List.of(),
                    link.receive(
                            routed,
                            wrong,
                            LinkFrames.withChecksum(code),
                            LinkFrames.withChecksum(emptyOption),
                            LinkFrames.withChecksum(longOption),
                            nobody,
                            nobodyAlone));
            assertEquals(6, link.counted(Verdict.NEIGHBOUR_DISCOVERY));
            assertEquals(1, link.counted(Verdict.MARTIAN_SOURCE));
        }
    }

    @Test
    void othersOfTheLinkAreNotAnsweredFor() {
        try (Link link = link(AnnouncedVips.ALL)) {
            assertTrue(link.receive(LinkFrames.solicitation(ASKER, ASKER6, "fd00::77"))
                    .isEmpty());
            assertEquals(1, link.counted(Verdict.NEIGHBOUR_DISCOVERY));
        }
    }

    @Test
    void whoClaimsAnAddressOfOursIsNamedOnceAndContradicted() {
        try (Link link = link(AnnouncedVips.ON_LINK)) {
            assertEquals(
                    frames(LinkFrames.arp(STATION, LinkFrames.ALL, 1, STATION, VIP4, 0, VIP4)),
                    link.receive(
                            LinkFrames.arp(ASKER, LinkFrames.ALL, 1, ASKER, VIP4, 0, VIP4),
                            LinkFrames.arpRequest(ASKER, VIP4, ASKER4)));
            assertEquals(
                    List.of("the station 02:00:00:00:00:99 claims 10.0.0.100, which is ours, on the link of port 0;"
                            + " one of the two has to change"),
                    link.log);
            assertEquals(2, link.porter.conflicts());
            assertEquals(
                    List.of(), link.receive(LinkFrames.announcement(ASKER, NODE6)), "not again within ten seconds");
            link.pass(Porter.DEFEND_NS);
            assertEquals(
                    frames(LinkFrames.announcement(STATION, NODE6)),
                    link.receive(LinkFrames.announcement(ASKER, NODE6)));
            assertEquals(4, link.porter.conflicts());
        }
    }

    @Test
    void whatTheNodesKernelSaysByTheSameDeviceIsNoConflict() {
        try (Link link = link(AnnouncedVips.ON_LINK)) {
            assertEquals(
                    List.of(),
                    link.receive(
                            LinkFrames.arpRequest(STATION, NODE4, ASKER4),
                            LinkFrames.solicitation(STATION, NODE6, ASKER6)));
            assertEquals(0, link.porter.conflicts());
        }
    }

    @Test
    void addressesAreAnnouncedTwiceAndNewOnesWhenTheyCome() {
        try (Link link = new Link(AnnouncedVips.ON_LINK, 0, service(VIP4, Mode.IPIP))) {
            link.porter.adopted(List.of(service(VIP4, Mode.IPIP), service(FAR_VIP, Mode.IPIP)));
            final List<String> all = sorted(frames(
                    LinkFrames.arp(STATION, LinkFrames.ALL, 1, STATION, NODE4, 0, NODE4),
                    LinkFrames.arp(STATION, LinkFrames.ALL, 1, STATION, VIP4, 0, VIP4),
                    LinkFrames.announcement(STATION, NODE6)));
            assertEquals(all, sorted(link.pass(0)));
            assertEquals(all, sorted(link.pass(Announcements.AGAIN_NS)));
            assertEquals(List.of(), link.pass(Announcements.AGAIN_NS));
            link.adopt(service(VIP4, Mode.IPIP), service(VIP6, Mode.IPIP));
            assertEquals(frames(LinkFrames.announcement(STATION, VIP6)), link.pass(Porter.DEFEND_NS));
        }
    }

    private static List<String> sorted(final List<String> frames) {
        return frames.stream().sorted().toList();
    }
}
