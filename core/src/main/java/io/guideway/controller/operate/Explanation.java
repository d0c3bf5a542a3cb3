package io.guideway.controller.operate;

import io.guideway.packet.FrameText;
import io.guideway.packet.IpAddress;
import io.guideway.wire.Explained;
import io.guideway.wire.Octets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What would become of packets, and why.
 *
 * @param packets in the order in which they were asked about
 */
public record Explanation(List<Fate> packets) {
    /** Takes a copy. */
    public Explanation {
        packets = List.copyOf(packets);
    }

    /**
     * What would become of one packet. What it does not come to is empty.
     *
     * @param packet which it is: {@code first}, {@code later} or {@code given}
     * @param layers of the packet, in words, the outermost first
     * @param generation number of the generation that says so
     * @param verdict as it would be counted
     * @param meaning of the verdict, a sentence
     * @param service by name
     * @param hash of the flow, keyed, as hexadecimal digits
     * @param slot of the service's lookup table that the hash chose
     * @param slots of the table
     * @param owner the backend that has the slot
     * @param backend the one that the packet goes to
     * @param movement of the slot: {@code still}, {@code records-only} or {@code moving}
     * @param formerOwner where flows go that are older than a change of the slot
     * @param way why it goes where it goes
     * @param recorded what is recorded of the flow
     * @param cpu of the worker that recorded it
     * @param leaving the packets that would leave
     */
    public record Fate(
            String packet,
            List<String> layers,
            long generation,
            String verdict,
            String meaning,
            Optional<String> service,
            Optional<String> hash,
            OptionalInt slot,
            OptionalInt slots,
            Optional<IpAddress> owner,
            Optional<IpAddress> backend,
            String movement,
            Optional<IpAddress> formerOwner,
            String way,
            String recorded,
            OptionalInt cpu,
            List<Leaving> leaving) {
        /** Takes copies. */
        public Fate {
            layers = List.copyOf(layers);
            leaving = List.copyOf(leaving);
        }

        /**
         * What the forwarder said of a packet.
         *
         * @param packet its name
         * @param asked the frame that it was asked about
         */
        public static Fate of(final String packet, final Octets asked, final Explained said) {
            final Optional<Explained.Selection> selection = said.selection();
            final Explained.Tracked tracked = said.tracked();
            return new Fate(
                    packet,
                    FrameText.layers(asked.bytes()),
                    said.generation(),
                    said.verdict().text(),
                    Meaning.of(said.verdict()),
                    said.service(),
                    selection.map(chosen -> "%016x".formatted(chosen.hash())),
                    number(selection.map(Explained.Selection::slot)),
                    number(selection.map(Explained.Selection::slots)),
                    selection.map(Explained.Selection::owner),
                    selection.map(Explained.Selection::backend),
                    word(tracked.movement()),
                    tracked.formerOwner(),
                    word(tracked.way()),
                    word(tracked.recorded()),
                    tracked.cpu() == Explained.Tracked.NO_CPU ? OptionalInt.empty() : OptionalInt.of(tracked.cpu()),
                    said.leaving().stream().map(Leaving::of).toList());
        }

        private static OptionalInt number(final Optional<Integer> number) {
            return number.isPresent() ? OptionalInt.of(number.get()) : OptionalInt.empty();
        }

        private static String word(final Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A packet that would leave.
     *
     * @param port DPDK's number
     * @param layers in words, the outermost first
     * @param octets hexadecimal digits, from the Ethernet header on
     */
    public record Leaving(int port, List<String> layers, String octets) {
        /** Takes a copy. */
        public Leaving {
            layers = List.copyOf(layers);
        }

        private static Leaving of(final Explained.Departure departure) {
            return new Leaving(
                    departure.port(),
                    FrameText.layers(departure.frame().bytes()),
                    departure.frame().toString());
        }
    }
}
