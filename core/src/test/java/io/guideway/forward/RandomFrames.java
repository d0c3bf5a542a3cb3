package io.guideway.forward;

import static io.guideway.forward.Sites.CLIENT4;
import static io.guideway.forward.Sites.CLIENT6;
import static io.guideway.forward.Sites.VIP4;
import static io.guideway.forward.Sites.VIP6;

import io.guideway.packet.FrameBuilder;
import java.util.Arrays;
import java.util.Random;

/** Frames of every shape, most of them damaged a little, so that each rule of a parser is the first to be broken at times. */
final class RandomFrames {
    private static final int[] PROTOCOLS = {1, 4, 6, 17, 41, 47, 50, 58, 59, 132, 255};
    private static final int[] EXTENSIONS = {0, 43, 51, 60, 135};
    private static final int[] TAGS = {0x8100, 0x88A8};

    private final Random random;

    RandomFrames(final Random random) {
        this.random = random;
    }

    byte[] next() {
        byte[] frame = built();
        if (oneIn(3)) {
            frame = Arrays.copyOf(frame, random.nextInt(frame.length + 30));
        }
        for (int changes = oneIn(3) ? 0 : random.nextInt(4); changes > 0 && frame.length > 0; changes--) {
            change(frame);
        }
        if (!oneIn(8)) {
            repairChecksum(frame);
        }
        if (oneIn(50) && frame.length >= 14) {
            redirect(frame);
        }
        return frame;
    }

    /** For a group of stations, or with address resolution instead of IP, or both. */
    private void redirect(final byte[] frame) {
        frame[0] |= (byte) random.nextInt(2);
        if (random.nextBoolean()) {
            frame[12] = 0x08;
            frame[13] = 0x06;
        }
    }

    private byte[] built() {
        final boolean ipv4 = random.nextBoolean();
        final FrameBuilder packet = ipv4 ? FrameBuilder.packet(CLIENT4, VIP4) : FrameBuilder.packet(CLIENT6, VIP6);
        for (int tags = oneIn(3) ? random.nextInt(4) : 0; tags > 0; tags--) {
            packet.tag(TAGS[random.nextInt(2)], random.nextInt(4096));
        }
        if (ipv4) {
            packet.options(4 * (oneIn(2) ? random.nextInt(11) : 0));
            packet.flags(oneIn(6) ? random.nextInt(0x10000) : 0x4000);
        } else {
            addExtensions(packet);
        }
        packet.ttl(oneIn(20) ? 0 : 1 + random.nextInt(255)).padding(oneIn(3) ? random.nextInt(40) : 0);
        return payload(packet).frame();
    }

    private void addExtensions(final FrameBuilder packet) {
        for (int i = oneIn(2) ? random.nextInt(11) : 0; i > 0; i--) {
            if (oneIn(8)) {
                packet.fragment(oneIn(2) ? 0 : random.nextInt(0x2000), random.nextBoolean());
            } else {
                packet.extension(EXTENSIONS[random.nextInt(EXTENSIONS.length)], 8 * (1 + random.nextInt(3)));
            }
        }
    }

    private FrameBuilder payload(final FrameBuilder packet) {
        return switch (random.nextInt(4)) {
            case 0 -> packet.tcp(random.nextInt(0x10000), random.nextInt(0x10000), random.nextInt(40));
            case 1 -> packet.udp(random.nextInt(0x10000), random.nextInt(0x10000), random.nextInt(40));
            default -> packet.payload(PROTOCOLS[random.nextInt(PROTOCOLS.length)], new byte[random.nextInt(40)]);
        };
    }

    /** Anything, or a small step, anywhere; as a rule behind the Ethernet addresses. */
    private void change(final byte[] frame) {
        final int from = oneIn(10) || frame.length < 13 ? 0 : 12;
        final int at = from + random.nextInt(frame.length - from);
        frame[at] = (byte) (random.nextBoolean() ? random.nextInt() : frame[at] + random.nextInt(9) - 4);
    }

    /** Most damage to an IPv4 header would otherwise be nothing but a wrong checksum. */
    private static void repairChecksum(final byte[] frame) {
        int at = 12;
        while (frame.length > at + 4 && (frame[at] == (byte) 0x81 || frame[at] == (byte) 0x88)) {
            at += 4;
        }
        at += 2;
        final int length = frame.length > at ? (frame[at] & 15) * 4 : 0;
        if (length < 20 || frame.length < at + length || frame[at - 2] != 8) {
            return;
        }
        frame[at + 10] = 0;
        frame[at + 11] = 0;
        int sum = 0;
        for (int i = at; i < at + length; i += 2) {
            sum += (frame[i] & 0xFF) << 8 | frame[i + 1] & 0xFF;
        }
        final int checksum = ~(sum % 0xFFFF == 0 ? 0xFFFF : sum % 0xFFFF);
        frame[at + 10] = (byte) (checksum >>> 8);
        frame[at + 11] = (byte) checksum;
    }

    private boolean oneIn(final int times) {
        return random.nextInt(times) == 0;
    }
}
