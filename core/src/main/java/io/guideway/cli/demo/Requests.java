package io.guideway.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * HTTP requests by curl in the client's namespace, some at a time, each on a connection of its own. Not one is tried twice;
 * after a number of failures the rest is not sent.
 */
final class Requests {
    private static final int AT_A_TIME = 32;
    private static final int FAILURES_TO_GIVE_UP = 10;
    private static final String BOUND_SECONDS = "5";
    private final Lab lab;
    private final Runnable onEach;

    /**
     * Makes requests in that lab.
     *
     * @param onEach called on the caller's thread whenever a request has come to its end
     */
    Requests(final Lab lab, final Runnable onEach) {
        this.lab = lab;
        this.onEach = onEach;
    }

    /**
     * Sends requests to a service and waits for all answers.
     *
     * @throws DemoException with curl's words, if curl does not get to sending at all
     */
    Answers send(final LabService service, final int count) throws IOException, InterruptedException {
        final Path errors = lab.run().file("curl-" + service.name() + ".err");
        final Process curl =
                command(service, count).builder().redirectError(errors.toFile()).start();
        final List<Transfer> transfers = new ArrayList<>(count);
        final Map<String, Long> byBackend = new TreeMap<>();
        try (BufferedReader output = curl.inputReader()) {
            read(output, transfers, byBackend);
        } finally {
            curl.destroy();
        }
        curl.waitFor();
        if (transfers.isEmpty()) {
            throw new DemoException("curl sent nothing:%n%s".formatted(Files.readString(errors)));
        }
        return new Answers(count, List.copyOf(transfers), Map.copyOf(byBackend));
    }

    private Command command(final LabService service, final int count) {
        final String urls =
                "http://%s:%d/%s/[1-%d]".formatted(service.urlHost(), LabService.PORT, service.name(), count);
        return lab.namespace(LabHost.CLIENT)
                .command(
                        "curl",
                        "--disable", // no settings from a .curlrc
                        "--noproxy",
                        "*",
                        "--silent",
                        "--show-error",
                        "--no-buffer",
                        "--http1.1",
                        "--parallel",
                        "--parallel-immediate",
                        "--parallel-max",
                        Integer.toString(AT_A_TIME),
                        "--header",
                        "Connection: close",
                        "--max-time",
                        BOUND_SECONDS,
                        "--write-out",
                        Transfer.FORMAT,
                        urls);
    }

    private void read(final BufferedReader output, final List<Transfer> transfers, final Map<String, Long> byBackend)
            throws IOException {
        int failures = 0;
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            final Optional<Transfer> transfer = Transfer.parse(line);
            if (transfer.isEmpty()) {
                byBackend.merge(line, 1L, Long::sum);
                continue;
            }
            transfers.add(transfer.get());
            onEach.run();
            if (!transfer.get().succeeded() && ++failures == FAILURES_TO_GIVE_UP) {
                return;
            }
        }
    }
}
