package io.guideway.forward;

import static io.guideway.forward.Sites.CLIENT4;
import static io.guideway.forward.Sites.CLIENT6;
import static io.guideway.forward.Sites.NEXT_HOP;
import static io.guideway.forward.Sites.VIP4;
import static io.guideway.forward.Sites.VIP6;
import static io.guideway.forward.Sites.backends;
import static io.guideway.forward.Sites.service;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.packet.FrameBuilder;
import io.guideway.service.Handling;
import io.guideway.service.Mode;
import io.guideway.service.Oversize;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients ask for segments no larger than their service allows. */
class SegmentClampTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.10, L2DSR, 10.0.1.1, 1400, 1460, 1400",
        "203.0.113.10, L2DSR, 10.0.1.1, 1400, 1300, 1300",
        "203.0.113.10, L2DSR, 10.0.1.1, 65535, 8960, 1460",
        "203.0.113.10, IPIP, 10.0.1.1, 65535, 1460, 1440",
        "203.0.113.10, IPIP, fd00:1::1, 65535, 1460, 1420",
        "2001:db8::10, IPIP, 10.0.1.1, 65535, 1440, 1420",
        "2001:db8::10, IPIP, fd00:1::1, 65535, 1440, 1400",
        "203.0.113.10, IPIP, fd00:1::1, 0, 9000, 9000"
    })
    void aSynGoesOnWithTheSmallerOne(
            final String vip, final Mode mode, final String backend, final int mss, final int asked, final int sent) {
        try (Rig rig = new Rig(List.of(clamping(vip, mode, backend, mss)), Sites::route)) {
            final byte[] expected = syn(vip, mssOption(sent)).ip();
            final byte[] frame = rig.walk(syn(vip, mssOption(asked)).frame()).getFirst();
            assertArrayEquals(expected, Arrays.copyOfRange(frame, frame.length - expected.length, frame.length));
        }
    }

    @Test
    void onlySynsAreTouched() {
        try (Rig rig = new Rig(List.of(clamping(VIP4, Mode.L2DSR, "10.0.1.1", 536)), Sites::route)) {
            for (final int flags : new int[] {0x10, 0x12, 0x18, 0x04}) {
                final FrameBuilder packet = FrameBuilder.packet(CLIENT4, VIP4).tcp(40000, 80, flags, mssOption(1460));
                final byte[] sent = rig.walk(packet.frame()).getFirst();
                assertArrayEquals(packet.macs(Rig.STATION, NEXT_HOP).frame(), sent);
            }
        }
    }

    @Test
    void servicesThatDoNotAskAreLeftAlone() {
        final Service other = service(VIP6, Protocol.TCP, Mode.L2DSR, backends("10.0.1.1"));
        try (Rig rig = new Rig(List.of(other, clamping(VIP4, Mode.L2DSR, "10.0.1.1", 536)), Sites::route)) {
            final FrameBuilder packet = syn(VIP6, mssOption(1440));
            final byte[] sent = rig.walk(packet.frame()).getFirst();
            assertArrayEquals(packet.macs(Rig.STATION, NEXT_HOP).frame(), sent);
        }
    }

    /** Options in any order, with lies among them: a slow reading changes the same octets, and builds the checksum anew. */
    @Property(tries = 3000)
    void whateverTheOptionsAreTheChecksumIsRight(@ForAll final long seed) {
        final Random random = new Random(seed);
        final byte[] options = new byte[4 * random.nextInt(11)];
        int at = 0;
        while (at < options.length) {
            final byte[] option = option(random);
            if (at + option.length <= options.length) {
                System.arraycopy(option, 0, options, at, option.length);
            }
            at += option.length;
        }
        if (options.length > 0 && random.nextInt(4) == 0) {
            options[random.nextInt(options.length)] = (byte) random.nextInt();
        }
        final String vip = random.nextBoolean() ? VIP4 : VIP6;
        final int most = 536 + random.nextInt(1000);
        final int segment = random.nextBoolean() ? 0 : 1 + random.nextInt(options.length + 1);
        final byte[] frame = syn(vip, options).frame();
        final byte[] expected = syn(vip, segment == 0 ? slow(options, most, options.length) : options)
                .macs(Rig.STATION, NEXT_HOP)
                .frame();
        try (Rig rig = new Rig(List.of(clamping(vip, Mode.L2DSR, "10.0.1.1", most)), Sites::route)) {
            if (segment == 0) {
                assertArrayEquals(expected, rig.walk(frame).getFirst());
            } else {
                // The options go on in a second segment: what of them cannot be read stays.
                rig.receive(rig.pool.packet(frame, frame.length - options.length + segment - 1));
                final byte[] read = slow(options, most, segment - 1);
                assertArrayEquals(
                        syn(vip, read).macs(Rig.STATION, NEXT_HOP).frame(),
                        rig.burst().getFirst());
            }
            assertEquals(0, rig.pool.inUse());
        }
    }

    private static byte[] option(final Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> new byte[] {1};
            case 1 -> mssOption(random.nextInt(65536));
            case 2 -> new byte[] {3, 3, 7};
            case 3 -> new byte[] {4, 2};
            default -> new byte[] {8, 10, 1, 2, 3, 4, 5, 6, 7, 8};
        };
    }

    /** RFC 9293, section 3.1: options one after the other, up to an end, a lie, or where nothing more is to be seen. */
    private static byte[] slow(final byte[] options, final int most, final int readable) {
        final byte[] changed = options.clone();
        int at = 0;
        while (at < readable && options[at] != 0) {
            if (options[at] == 1) {
                at++;
                continue;
            }
            final int length = at + 1 < readable ? options[at + 1] & 0xFF : 0;
            if (length < 2 || at + length > readable) {
                break;
            }
            final int mss = length == 4 ? (options[at + 2] & 0xFF) << 8 | options[at + 3] & 0xFF : 0;
            if (options[at] == 2 && mss > most) {
                changed[at + 2] = (byte) (most >> 8);
                changed[at + 3] = (byte) most;
            }
            at += length;
        }
        return changed;
    }

    private static byte[] mssOption(final int mss) {
        return new byte[] {2, 4, (byte) (mss >> 8), (byte) mss};
    }

    private static FrameBuilder syn(final String vip, final byte[] options) {
        return FrameBuilder.packet(vip.equals(VIP4) ? CLIENT4 : CLIENT6, vip).tcp(40000, 80, 0x02, options);
    }

    private static Service clamping(final String vip, final Mode mode, final String backend, final int mss) {
        final Handling unsaid = Handling.DEFAULT;
        return service(vip, Protocol.TCP, mode, backends(backend))
                .with(new Handling(unsaid.outer(), unsaid.fragments(), new Oversize(true, mss), unsaid.quic()));
    }
}
