package io.guideway.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** UDP datagrams with numbers, from the lab's client to a VIP, and what of them came to the backends, and when. */
final class NumberedPackets {
    static final int PORT = 9000;
    private static final int A_SECOND = 2000;
    private static final Duration BOUND = Duration.ofSeconds(60);

    private final List<Child> receivers;
    private final Child sender;

    private NumberedPackets(final List<Child> receivers, final Child sender) {
        this.receivers = receivers;
        this.sender = sender;
    }

    /**
     * What became of them.
     *
     * @param sent how many
     * @param arrivals times in nanoseconds as {@link System#nanoTime} has them, by number; of what came twice the later
     * @param received in all
     */
    record Outcome(long sent, Map<Long, Long> arrivals, long received) {
        long lost() {
            return sent - arrivals.size();
        }

        long twice() {
            return received - arrivals.size();
        }
    }

    /** Sends until {@link #end}; returns when everybody is at work. */
    static NumberedPackets send(final Lab lab, final String vip, final String name)
            throws IOException, InterruptedException {
        final Path script = lab.run().file("sequence.py");
        try (InputStream text = NumberedPackets.class.getResourceAsStream("sequence.py")) {
            Files.write(script, text.readAllBytes());
        }
        final List<Child> receivers = new ArrayList<>();
        for (final LabHost backend : LabHost.BACKENDS) {
            receivers.add(start(lab, backend, name, script, "receive", vip, Integer.toString(PORT)));
        }
        for (final Child receiver : receivers) {
            receiver.awaitErrorWord("ready", BOUND);
        }
        final Child sender = start(
                lab, LabHost.CLIENT, name, script, "send", vip, Integer.toString(PORT), Integer.toString(A_SECOND));
        sender.awaitErrorWord("ready", BOUND);
        return new NumberedPackets(receivers, sender);
    }

    private static Child start(
            final Lab lab, final LabHost host, final String name, final Path script, final String... arguments)
            throws IOException {
        final List<String> words = new ArrayList<>(List.of(Decapsulator.PYTHON, "-I", "-S", script.toString()));
        words.addAll(List.of(arguments));
        return Child.start(lab.namespace(host).command(words.toArray(String[]::new)), name + "-" + host.name());
    }

    /** Ends the sending, then, when nothing comes any more, the receiving. */
    Outcome end() throws InterruptedException {
        final long sent = Long.parseLong(sender.stop(BOUND).strip());
        final Map<Long, Long> arrivals = new TreeMap<>();
        long received = 0;
        for (final Child receiver : receivers) {
            for (final String line : receiver.stop(BOUND).lines().toList()) {
                final String[] words = line.split(" ");
                arrivals.put(Long.valueOf(words[0]), Long.valueOf(words[1]));
                received++;
            }
        }
        return new Outcome(sent, arrivals, received);
    }
}
