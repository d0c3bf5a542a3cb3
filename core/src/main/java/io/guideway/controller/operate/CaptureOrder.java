package io.guideway.controller.operate;

import io.guideway.packet.CaptureFilter;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Verdict;
import io.guideway.wire.AskCapture;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A capture of packets before and after. What is empty asks for nothing, or has its usual value.
 *
 * @param file where the forwarder writes it: an absolute path of nothing that is there
 * @param service name of the service that the packets are of
 * @param backend address of the one that they go to
 * @param verdict name of what becomes of them
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, or a number
 * @param source an address, with or without a port: {@code 192.0.2.1}, {@code [2001:db8::1]:1234}
 * @param destination likewise
 * @param count packets after which it ends
 * @param seconds after which it ends
 * @param snap octets kept of each packet
 */
public record CaptureOrder(
        String file,
        Optional<String> service,
        Optional<String> backend,
        Optional<String> verdict,
        Optional<String> protocol,
        Optional<String> source,
        Optional<String> destination,
        OptionalInt count,
        OptionalInt seconds,
        OptionalInt snap) {
    private static final int USUAL_COUNT = 1000;
    private static final int USUAL_SECONDS = 10;
    private static final int USUAL_SNAP = 256;
    private static final int LONGEST_TEXT = 1020;

    /**
     * What the forwarder is to be told.
     *
     * @throws IllegalArgumentException if this makes no sense
     */
    public AskCapture.Order order() {
        service.ifPresent(name -> requireText("service", name));
        requireText("file", file);
        return new AskCapture.Order(
                new CaptureFilter(
                        service,
                        backend.map(CaptureOrder::address),
                        verdict.map(CaptureOrder::verdict),
                        protocol.map(word -> OptionalInt.of(Question.protocolNumber(word)))
                                .orElse(OptionalInt.empty()),
                        source.map(CaptureOrder::end).orElse(CaptureFilter.End.ANY),
                        destination.map(CaptureOrder::end).orElse(CaptureFilter.End.ANY)),
                file,
                natural("count", count.orElse(USUAL_COUNT)),
                natural("seconds", seconds.orElse(USUAL_SECONDS)),
                natural("snap", snap.orElse(USUAL_SNAP)));
    }

    /** An empty one would ask for nothing, and what is not Unicode cannot be told. */
    private static void requireText(final String what, final String text) {
        try {
            final int octets = StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(text))
                    .remaining();
            if (octets == 0 || octets > LONGEST_TEXT) {
                throw new IllegalArgumentException(
                        "%s has %d octets; give 1 to %d".formatted(what, octets, LONGEST_TEXT));
            }
        } catch (final CharacterCodingException notUnicode) {
            throw new IllegalArgumentException("%s '%s' is not Unicode".formatted(what, text), notUnicode);
        }
    }

    private static int natural(final String what, final int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s %d; give 1 or more".formatted(what, value));
        }
        return value;
    }

    private static CaptureFilter.End end(final String text) {
        final Question.End end = Question.End.parse(text);
        requireSomebody(end.address());
        return new CaptureFilter.End(Optional.of(end.address()), end.port());
    }

    private static IpAddress address(final String text) {
        final IpAddress address = IpAddress.parse(text);
        requireSomebody(address);
        return address;
    }

    private static void requireSomebody(final IpAddress address) {
        if (address.equals(new IpAddress(0, 0))) {
            throw new IllegalArgumentException("%s is nobody's address; leave it out to have any".formatted(address));
        }
    }

    private static Verdict verdict(final String name) {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> verdict != Verdict.HELD && verdict.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' is no verdict; use forwarded, answered, kernel, or a reason such as no-backend (docs/packets.md)"
                                .formatted(name)));
    }
}
