package io.guideway.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import io.guideway.service.FragmentPolicy;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Outer;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

/** What is written is read again. */
class RoundTripTest {
    @Provide
    Arbitrary<Command> commands() {
        return Arbitraries.randomValue(random -> new RandomMessages(random).command());
    }

    @Provide
    Arbitrary<Answer> answers() {
        return Arbitraries.randomValue(random -> new RandomMessages(random).answer());
    }

    @Property(tries = 2000)
    void aForwarderReadsWhatAControllerWrites(@ForAll("commands") final Command command) {
        final ReadFrames read = new ReadFrames(Side.FORWARDER).accept(ReadFrames.encoded(command));
        assertEquals(List.of(command), read.messages, read.refusals::toString);
        assertEquals(1, read.inbox().messages());
    }

    @Property(tries = 2000)
    void aControllerReadsWhatAForwarderWrites(@ForAll("answers") final Answer answer) {
        final ReadFrames read = new ReadFrames(Side.CONTROLLER).accept(ReadFrames.encoded(answer));
        assertEquals(List.of(answer), read.messages, read.refusals::toString);
    }

    /** Written by hand after the schema: another version of the code, or of its generator, must not write others. */
    @Test
    void theOctetsAreThoseOfTheSchema() {
        assertOctets("0800 0c00 7747 0100  0807060504030201", new Ping(0x0102_0304_0506_0708L));
        final Service dns = new Service(
                "dns",
                IpAddress.parse("203.0.113.10"),
                Protocol.TCP,
                53,
                Mode.IPIP,
                HashFields.FIVE_TUPLE,
                65537,
                List.of(),
                List.of());
        assertOctets("""
                2100 0b00 7747 0100
                0700000000000000 0000000000000000
                4bf62f6f7ae83d6a a5e4c5ff5f08a369 01
                0000 00000000
                2f00 01000000
                0000000000000000 0a7100cbffff0000 20 3500 3500 06 02 01 01000100 01 00 2c010000 01 01 0000
                40 01 ff 01 00 c017 01 00
                1100 00000000
                1500 00000000
                1100 00000000
                1400 00000000
                2000 00000000
                0300 646e73
                """, NewGeneration.whole(7, ServiceSet.of(List.of(dns))));
    }

    private static void assertOctets(final String hex, final Message message) {
        assertEquals(
                hex.replaceAll("\\s", ""), HexFormat.of().formatHex(ReadFrames.encoded(message)), message::toString);
    }

    @Test
    void everyWordHasItsNumber() throws NotUnderstoodException {
        for (final Outer.DontFragment df : Outer.DontFragment.values()) {
            assertEquals(df, Codes.df(Codes.of(df)));
        }
        for (final Outer.Ecn ecn : Outer.Ecn.values()) {
            assertEquals(ecn, Codes.ecn(Codes.of(ecn)));
        }
        for (int dscp = Outer.COPIED; dscp < 64; dscp++) {
            assertEquals(dscp, Codes.dscp(Codes.ofDscp(dscp)));
        }
        assertThrows(NotUnderstoodException.class, () -> Codes.dscp(64));
        for (final Mode mode : Mode.values()) {
            assertEquals(mode, Codes.mode(Codes.of(mode)));
        }
        for (final HashFields hash : HashFields.values()) {
            assertEquals(hash, Codes.hash(Codes.of(hash)));
        }
        for (final FragmentPolicy policy : FragmentPolicy.values()) {
            assertEquals(policy, Codes.fragments(Codes.of(policy)));
        }
        for (final Protocol protocol : Protocol.values()) {
            assertEquals(protocol, Codes.protocol(Codes.of(protocol)));
        }
    }

    @Test
    void emptyListsAndTheLongestNameArriveAsTheyWere() {
        final String longest = "\uD83E\uDD86".repeat(255);
        final Service service = new Service(
                longest,
                IpAddress.parse("2001:db8::1"),
                Protocol.UDP,
                65535,
                Mode.L2DSR,
                HashFields.SOURCE_PORT,
                Integer.MAX_VALUE,
                List.of(),
                List.of(new Backend(IpAddress.parse("::"), Integer.MAX_VALUE)));
        assertEquals(Text.LONGEST_NAME, Text.checkName(longest).length);
        for (final ServiceSet set : List.of(ServiceSet.EMPTY, ServiceSet.of(List.of(service)))) {
            final NewGeneration generation = NewGeneration.whole(Long.MAX_VALUE, set);
            assertEquals(
                    List.of(generation),
                    new ReadFrames(Side.FORWARDER).accept(ReadFrames.encoded(generation)).messages);
        }
    }

    @Test
    void aReasonThatIsTooLongIsCutBetweenCharacters() {
        final Refused refused = new Refused(1, 11, Refused.Cause.NOT_ADOPTABLE, "a" + "\u20AC".repeat(3000));
        final ReadFrames read = new ReadFrames(Side.CONTROLLER).accept(ReadFrames.encoded(refused));
        assertEquals("a" + "\u20AC".repeat(1365), ((Refused) read.messages.getFirst()).reason());
    }

    @Test
    void countersAreWrittenWithoutGarbage() {
        final Counters counters = new RandomMessages(new Random(1)).counters(100, 1000);
        final MessageEncoder encoder = new MessageEncoder();
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1 << 20);
        assertTrue(encoder.encode(counters, buffer) > 16_000);
        final var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 1000; i++) {
            encoder.encode(counters, buffer);
        }
        final long before = thread.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1000; i++) {
            encoder.encode(counters, buffer);
        }
        assertEquals(0, (thread.getCurrentThreadAllocatedBytes() - before) / 1000);
    }
}
