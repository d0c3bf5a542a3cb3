package io.guideway.controller.operate;

import io.guideway.packet.FlowFrame;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Transport;
import io.guideway.wire.Explain;
import io.guideway.wire.Octets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What would become of these packets? Either a flow is asked about, by protocol, source and destination, or one packet.
 *
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, or a number
 * @param source an address, with a port where the protocol has ports: {@code 192.0.2.1:1234}, {@code [2001:db8::1]:1234}
 * @param destination likewise
 * @param packet a frame from the Ethernet header on, as hexadecimal digits
 * @param port DPDK's number of the port that it arrives on; empty: the first
 */
public record Question(
        Optional<String> protocol,
        Optional<String> source,
        Optional<String> destination,
        Optional<String> packet,
        OptionalInt port) {
    /** Name of a packet that was given as it is. */
    public static final String GIVEN = "given";

    /** Name of the packet that begins a flow. */
    public static final String FIRST = "first";

    /** Name of any other packet of a flow. */
    public static final String LATER = "later";

    private static final Pattern END =
            Pattern.compile("\\[([^\\]]+)](?::(\\d{1,5}))?|([^:]+)(?::(\\d{1,5}))?|([^\\[\\]]+)");
    private static final int HIGHEST_PORT = 65535;
    private static final int HIGHEST_PROTOCOL = 255;

    /** About a flow. */
    public static Question flow(final String protocol, final String source, final String destination) {
        return new Question(
                Optional.of(protocol),
                Optional.of(source),
                Optional.of(destination),
                Optional.empty(),
                OptionalInt.empty());
    }

    /** About one packet. */
    public static Question packet(final String hex) {
        return new Question(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(hex), OptionalInt.empty());
    }

    /** The same about another port. */
    public Question arrivingOn(final OptionalInt another) {
        return new Question(protocol, source, destination, packet, another);
    }

    /** One end of a flow. */
    record End(IpAddress address, OptionalInt port) {
        /** @throws IllegalArgumentException if the text is none */
        static End parse(final String text) {
            final Matcher matcher = END.matcher(text);
            if (!matcher.matches()) {
                throw no(text);
            }
            final String address = first(matcher.group(1), matcher.group(3), matcher.group(5));
            final String port = first(matcher.group(2), matcher.group(4), "");
            if (!port.isEmpty() && Integer.parseInt(port) > HIGHEST_PORT) {
                throw no(text);
            }
            return new End(
                    IpAddress.parse(address),
                    port.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port)));
        }

        private static String first(final String one, final String other, final String last) {
            return one != null ? one : other != null ? other : last;
        }

        private static IllegalArgumentException no(final String text) {
            return new IllegalArgumentException(
                    "'%s' is no address with a port; write 192.0.2.1:1234 or [2001:db8::1]:1234".formatted(text));
        }

        int portOf(final String protocol) {
            return port.orElseThrow(() ->
                    new IllegalArgumentException("%s needs a port behind %s; write 192.0.2.1:1234 or [2001:db8::1]:1234"
                            .formatted(protocol, address)));
        }
    }

    /**
     * What the forwarder is to be asked, each by the name of its packet.
     *
     * @throws IllegalArgumentException if this makes no sense
     */
    public Map<String, Explain> packets() {
        final boolean isFlow = protocol.isPresent() && source.isPresent() && destination.isPresent();
        final boolean isPart = protocol.isPresent() || source.isPresent() || destination.isPresent();
        if (packet.isPresent() ? isPart : !isFlow) {
            throw new IllegalArgumentException(
                    "ask about a flow by protocol, source and destination, or about one packet, and not about both");
        }
        final Map<String, Explain> packets = new LinkedHashMap<>();
        if (packet.isPresent()) {
            packets.put(GIVEN, new Explain(0, arrival(), true, given(packet.get())));
        } else {
            flow().forEach((name, frame) -> packets.put(name, new Explain(0, arrival(), false, new Octets(frame))));
        }
        return packets;
    }

    private int arrival() {
        final int number = port.orElse(Explain.FIRST_PORT);
        if (number < 0 || number > Explain.FIRST_PORT) {
            throw new IllegalArgumentException("port %d; ports have numbers from 0".formatted(number));
        }
        return number;
    }

    private static Octets given(final String hex) {
        final String digits = hex.replaceAll("[\\s:]", "");
        if (!digits.matches("([0-9a-fA-F]{2})+") || digits.length() > 2 * Explain.LONGEST_FRAME) {
            throw new IllegalArgumentException(
                    "the packet has %d characters that are not all pairs of hexadecimal digits, or more than %d octets; give an Ethernet frame such as 020000000002..."
                            .formatted(digits.length(), Explain.LONGEST_FRAME));
        }
        return Octets.ofHex(digits);
    }

    private Map<String, byte[]> flow() {
        final End from = End.parse(source.orElseThrow());
        final End to = End.parse(destination.orElseThrow());
        final FlowFrame frame = new FlowFrame(from.address(), to.address());
        final String word = protocol.orElseThrow().toLowerCase(Locale.ROOT);
        final Map<String, byte[]> frames = new LinkedHashMap<>();
        switch (word) {
            case "tcp" -> {
                frames.put(FIRST, frame.syn(from.portOf(word), to.portOf(word)));
                frames.put(LATER, frame.ack(from.portOf(word), to.portOf(word)));
            }
            case "udp" -> frames.put(GIVEN, frame.udp(from.portOf(word), to.portOf(word)));
            case "icmp" -> frames.put(GIVEN, frame.echo());
            default -> frames.put(GIVEN, frame.of(number(word)));
        }
        return frames;
    }

    /** The number of a protocol that is given as {@code tcp}, {@code udp}, {@code icmp}, or by its number. */
    static int protocolNumber(final String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "tcp" -> Transport.TCP;
            case "udp" -> Transport.UDP;
            case "icmp" -> Transport.ICMP;
            default -> number(word);
        };
    }

    private static int number(final String word) {
        if (!word.matches("\\d{1,3}") || Integer.parseInt(word) > HIGHEST_PROTOCOL) {
            throw new IllegalArgumentException(
                    "'%s' is no protocol; use tcp, udp, icmp, or a number up to 255".formatted(word));
        }
        return Integer.parseInt(word);
    }
}
