package io.guideway.forwarder.porter;

import static io.guideway.forwarder.porter.Link.BACKEND4;
import static io.guideway.forwarder.porter.Link.BACKEND6;
import static io.guideway.forwarder.porter.Link.NODE4;
import static io.guideway.forwarder.porter.Link.NODE6;
import static io.guideway.forwarder.porter.Link.STATION;
import static io.guideway.forwarder.porter.Link.VIP4;
import static io.guideway.forwarder.porter.Link.VIP6;
import static io.guideway.forwarder.porter.Link.hex;
import static io.guideway.forwarder.porter.Link.service;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.packet.FrameBuilder;
import io.guideway.packet.LinkFrames;
import io.guideway.packet.Verdict;
import io.guideway.service.AnnouncedVips;
import io.guideway.service.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How neighbours are found, kept and lost, frame by frame, by a clock of the test's. */
class ResolvingTest {
    private static final long SERVER = 0x0200_0000_000bL;
    private static final long OTHER = 0x0200_0000_0b0bL;
    private static final String ASKS4 = hex(LinkFrames.arpRequest(STATION, NODE4, BACKEND4));
    private static final String ASKS6 = hex(LinkFrames.solicitation(STATION, NODE6, BACKEND6));
    private static final String PROBES4 = hex(LinkFrames.arp(STATION, SERVER, 1, STATION, NODE4, 0, BACKEND4));
    private static final String PROBES6 =
            hex(LinkFrames.discovery(STATION, SERVER, NODE6, BACKEND6, 135, 0, BACKEND6, 1, STATION));
    private static final byte[] ANSWER4 = LinkFrames.arpReply(SERVER, BACKEND4, STATION, NODE4);
    private static final byte[] ANSWER6 = LinkFrames.advertisement(SERVER, STATION, BACKEND6, NODE6, true);

    private static FrameBuilder packet4(final int port) {
        return FrameBuilder.packet("198.51.100.7", VIP4).udp(port, 80, 4);
    }

    private static FrameBuilder packet6(final int port) {
        return FrameBuilder.packet("2001:db8:c::7", VIP6).udp(port, 80, 4);
    }

    private static String sent4(final int port, final long mac) {
        return hex(packet4(port).macs(STATION, mac).frame());
    }

    @Test
    void aBackendIsAskedForAtOnceAndPacketsWaitForTheAnswer() {
        try (Link link = Link.with(Mode.L2DSR)) {
            assertEquals(sorted(List.of(ASKS4, ASKS6)), sorted(link.pass(0)));
            assertEquals(List.of(), link.receive(packet4(1).frame(), packet6(2).frame()));
            assertEquals(0, link.counted(Verdict.NO_NEIGHBOUR));
            assertEquals(List.of(sent4(1, SERVER)), link.receive(ANSWER4));
            assertEquals(List.of(hex(packet6(2).macs(STATION, SERVER).frame())), link.receive(ANSWER6));
            assertEquals(2, link.counted(Verdict.FORWARDED));
            assertEquals(List.of(sent4(3, SERVER)), link.receive(packet4(3).frame()));
            assertEquals(5, link.worker.counters().received(), "each packet once, and two answers");
        }
    }

    @Test
    void theOuterHeaderIsWrittenWhenTheWaitIsOver() {
        try (Link link = Link.with(Mode.IPIP)) {
            link.receive(packet4(1).frame());
            final String expected = hex(FrameBuilder.packet(NODE4, BACKEND4)
                    .macs(STATION, SERVER)
                    .identification(0)
                    .payload(4, packet4(1).ip())
                    .frame());
            assertEquals(List.of(expected), link.receive(ANSWER4));
        }
    }

    @Test
    void fourPacketsWaitForANeighbourAndTheFifthIsDroppedByName() {
        try (Link link = Link.with(Mode.L2DSR)) {
            for (int i = 1; i <= 6; i++) {
                link.receive(packet4(i).frame());
            }
            assertEquals(2, link.counted(Verdict.NO_NEIGHBOUR));
            assertEquals(4, link.receive(ANSWER4).size());
            assertEquals(4, link.counted(Verdict.FORWARDED));
        }
    }

    @Test
    void whoDoesNotAnswerIsAskedThriceAndThenSeldomAndWhatWaitedIsDroppedByName() {
        try (Link link = new Link(AnnouncedVips.ON_LINK, 0, service(VIP4, Mode.L2DSR, BACKEND4))) {
            assertEquals(List.of(ASKS4), link.pass(0));
            link.receive(packet4(1).frame());
            assertEquals(List.of(ASKS4), link.pass(Neighbour.ASK_NS));
            assertEquals(List.of(), link.pass(Neighbour.ASK_NS / 2));
            assertEquals(List.of(ASKS4), link.pass(Neighbour.ASK_NS / 2));
            assertEquals(0, link.counted(Verdict.NO_NEIGHBOUR));
            assertEquals(List.of(ASKS4), link.pass(Neighbour.ASK_NS));
            assertEquals(1, link.counted(Verdict.NO_NEIGHBOUR));
            assertEquals(List.of(), link.pass(Neighbour.ASK_SELDOM_NS - Neighbour.ASK_NS));
            assertEquals(List.of(ASKS4), link.pass(Neighbour.ASK_NS));
            assertEquals(List.of(), link.receive(ANSWER4));
            assertEquals(List.of(sent4(2, SERVER)), link.receive(packet4(2).frame()));
        }
    }

    @Test
    void whoWasSilentForLongIsAskedItselfAndThenAllAndThenForgotten() {
        try (Link link = Link.with(Mode.L2DSR)) {
            link.pass(0);
            link.receive(ANSWER4, ANSWER6);
            assertEquals(List.of(), link.pass(Neighbour.GOOD_NS / 2 - 1));
            final List<String> probes = link.pass(Neighbour.GOOD_NS);
            assertEquals(sorted(List.of(PROBES4, PROBES6)), sorted(probes));
            for (int i = 1; i < Neighbour.MOST_ASKED; i++) {
                assertEquals(sorted(List.of(PROBES4, PROBES6)), sorted(link.pass(Neighbour.ASK_NS)));
            }
            for (int i = 0; i < Neighbour.MOST_ASKED; i++) {
                assertEquals(sorted(List.of(ASKS4, ASKS6)), sorted(link.pass(Neighbour.ASK_NS)));
            }
            assertEquals(List.of(sent4(1, SERVER)), link.receive(packet4(1).frame()), "still known");
            link.receive(ANSWER6);
            assertEquals(List.of(ASKS4), link.pass(Neighbour.ASK_NS));
            assertEquals(List.of(), link.receive(packet4(2).frame()), "waits");
            assertEquals(1, link.receive(packet6(2).frame()).size());
            assertEquals(List.of(sent4(2, OTHER)), link.receive(LinkFrames.arpReply(OTHER, BACKEND4, STATION, NODE4)));
        }
    }

    @Test
    void anAnswerToAProbeIsGoodForAnotherWhile() {
        try (Link link = Link.with(Mode.L2DSR)) {
            link.pass(0);
            link.receive(ANSWER4, ANSWER6);
            for (int i = 0; i < 10; i++) {
                assertEquals(
                        sorted(List.of(PROBES4, PROBES6)),
                        sorted(link.pass(Neighbour.GOOD_NS / 2 + Neighbour.GOOD_NS)));
                link.receive(ANSWER4, ANSWER6);
            }
            assertEquals(1, link.receive(packet4(1).frame()).size());
        }
    }

    @Test
    void aNeighbourThatMovesIsFollowedAtOnceAndAsked() {
        try (Link link = Link.with(Mode.L2DSR)) {
            link.pass(0);
            link.receive(ANSWER4, ANSWER6);
            link.receive(LinkFrames.arp(OTHER, LinkFrames.ALL, 1, OTHER, BACKEND4, 0, BACKEND4));
            assertEquals(List.of(sent4(1, OTHER)), link.receive(packet4(1).frame()));
            assertEquals(
                    List.of(hex(LinkFrames.arp(STATION, OTHER, 1, STATION, NODE4, 0, BACKEND4))),
                    link.pass(Neighbour.ASK_NS / 2));
            link.receive(LinkFrames.announcement(OTHER, BACKEND6));
            assertEquals(
                    List.of(hex(packet6(1).macs(STATION, OTHER).frame())),
                    link.receive(packet6(1).frame()));
        }
    }

    /** RFC 4861, section 7.2.5: without the override flag an advertisement does not replace what is known. */
    @Test
    void anAdvertisementThatDoesNotOverrideChangesNothing() {
        try (Link link = Link.with(Mode.L2DSR)) {
            link.pass(0);
            link.receive(ANSWER6);
            link.receive(LinkFrames.advertisement(OTHER, STATION, BACKEND6, NODE6, false));
            assertEquals(
                    List.of(hex(packet6(1).macs(STATION, SERVER).frame())),
                    link.receive(packet6(1).frame()));
        }
    }

    @Test
    void nothingIsKeptOfStrangers() {
        try (Link link = Link.with(Mode.L2DSR)) {
            link.pass(0);
            for (int i = 20; i < 200; i++) {
                link.receive(LinkFrames.arpReply(OTHER, "10.0.0." + i, STATION, NODE4));
            }
            link.adopt(service(VIP4, Mode.L2DSR, "10.0.0.50"));
            assertEquals(List.of(), link.receive(packet4(1).frame()));
            assertEquals(0, link.counted(Verdict.FORWARDED));
            link.pass(Neighbour.ASK_NS);
            assertEquals(
                    1,
                    link.receive(LinkFrames.arpReply(OTHER, "10.0.0.50", STATION, NODE4))
                            .size());
        }
    }

    @Test
    void theNextGenerationKnowsWhatThisOneDoes() {
        try (Link link = Link.with(Mode.L2DSR)) {
            link.pass(0);
            link.receive(ANSWER4);
            link.adopt(service(VIP4, Mode.L2DSR, BACKEND4), service(VIP6, Mode.L2DSR, BACKEND6));
            assertEquals(List.of(sent4(1, SERVER)), link.receive(packet4(1).frame()));
            link.adopt(service(VIP6, Mode.L2DSR, BACKEND6));
            link.adopt(service(VIP4, Mode.L2DSR, BACKEND4));
            assertEquals(List.of(), link.receive(packet4(2).frame()), "nobody asked for it meanwhile");
            assertEquals(1, link.receive(ANSWER4).size());
        }
    }

    @Test
    void whatWaitsAtTheEndIsCounted() {
        try (Link link = Link.with(Mode.L2DSR)) {
            link.receive(packet4(1).frame());
            link.hatch.letNobodyWait();
            link.receive(packet4(2).frame());
            assertEquals(1, link.counted(Verdict.NO_NEIGHBOUR));
            link.porter.releaseAll();
            link.pass(0);
            assertEquals(2, link.counted(Verdict.NO_NEIGHBOUR));
            assertEquals(2, link.worker.counters().received());
        }
    }

    private static List<String> sorted(final List<String> frames) {
        return frames.stream().sorted().toList();
    }
}
