package io.guideway.cli.operate;

import io.guideway.controller.operate.NodeStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The node, live. */
@Command(
        name = "top",
        description = {
            "The node, live in the terminal: rates by verdict, worker, service and backend, once a second. q or Ctrl-C ends it.",
            "With --once, or without a terminal, it prints one picture of the next second. --json is that of status."
        },
        mixinStandardHelpOptions = true)
public final class TopCommand extends ApiCommand {
    private static final int WIDTH = 80;
    private static final long INTERVAL_MS = 1000;

    @Option(names = "--once", description = "Print one picture and end.")
    private boolean isOnce;

    private Sample before;

    @Override
    Reply ask(final ApiClient client) throws IOException {
        final Reply first = status(client);
        if (!first.isFine()) {
            return first;
        }
        before = sample(first);
        if (isJson()) {
            return first;
        }
        if (isOnce || !Screen.isThere()) {
            pause();
            return status(client);
        }
        watch(client);
        return first;
    }

    /** The one picture; of the live ones nothing is left to print. */
    @Override
    void print(final Reply reply) throws IOException {
        if (isOnce || !Screen.isThere()) {
            TopFrame.of(before, sample(reply), WIDTH, Integer.MAX_VALUE).forEach(out()::println);
        }
    }

    private void watch(final ApiClient client) throws IOException {
        try (Screen screen = new Screen()) {
            List<String> picture = List.of("one second...");
            screen.show(picture);
            while (!screen.isLeft(INTERVAL_MS)) {
                final Size size = screen.size();
                try {
                    final Sample now = sample(status(client));
                    picture = TopFrame.of(before, now, size.getColumns(), size.getRows());
                    screen.show(picture);
                    before = now;
                } catch (final IOException gone) {
                    screen.show(under(gone.getMessage(), picture, size));
                }
            }
        }
    }

    /** A controller may be gone for a moment; what was last seen stays. */
    private static List<String> under(final String notice, final List<String> picture, final Size size) {
        final List<String> lines = new ArrayList<>(List.of(Line.cut(notice, size.getColumns())));
        picture.stream()
                .skip(1)
                .limit(size.getRows() - 1)
                .forEach(line -> lines.add(Line.cut(line, size.getColumns())));
        return lines;
    }

    private static Reply status(final ApiClient client) throws IOException {
        return client.send("GET", ApiClient.path("status"));
    }

    private static Sample sample(final Reply reply) throws IOException {
        if (!reply.isFine()) {
            throw new IOException(String.join("; ", reply.problems()));
        }
        return new Sample(reply.as(NodeStatus.class), Instant.now(), System.nanoTime());
    }

    /** The interval of the rates. */
    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(INTERVAL_MS);
        } catch (final InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", hurried);
        }
    }
}
