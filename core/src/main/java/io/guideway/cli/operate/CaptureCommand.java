package io.guideway.cli.operate;

import io.guideway.controller.api.ApiJson;
import io.guideway.controller.operate.CaptureOrder;
import io.guideway.controller.operate.CaptureStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Packets as they come and as they leave, into a file. */
@Command(
        name = "capture",
        description = {
            "Writes packets as they come (interface 'before') and as they leave (interface 'after') to a pcapng file, each with its"
                    + " verdict, service and backend as a comment. Ends after so many packets or seconds.",
            "For example: guideway capture --out web.pcapng --service web --verdict no-backend"
        },
        mixinStandardHelpOptions = true)
public final class CaptureCommand extends ApiCommand {
    private static final long LOOK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(100);

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The file, which the forwarder makes; it must not be there.")
    private Path file;

    @Option(names = "--service", paramLabel = "NAME", description = "Packets of this service alone.")
    private String service;

    @Option(names = "--backend", paramLabel = "ADDRESS", description = "Packets for this backend alone.")
    private String backend;

    @Option(
            names = "--verdict",
            paramLabel = "VERDICT",
            description =
                    "Packets that this becomes of alone: forwarded, answered, kernel, or a reason such as no-backend.")
    private String verdict;

    @Option(names = "--proto", paramLabel = "PROTO", description = "tcp, udp, icmp, or the protocol's number.")
    private String protocol;

    @Option(
            names = "--src",
            paramLabel = "ADDR[:PORT]",
            description = "Packets from there, such as 192.0.2.1 or [2001:db8::1]:40000.")
    private String source;

    @Option(names = "--dst", paramLabel = "ADDR[:PORT]", description = "Packets sent to there.")
    private String destination;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Ends after so many packets (${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "10",
            description = "Ends after so many seconds (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--snap",
            paramLabel = "OCTETS",
            defaultValue = "256",
            description = "Octets kept of each packet (${DEFAULT-VALUE}).")
    private int snap;

    private CaptureOrder order() {
        return new CaptureOrder(
                file.toAbsolutePath().toString(),
                Optional.ofNullable(service),
                Optional.ofNullable(backend),
                Optional.ofNullable(verdict),
                Optional.ofNullable(protocol),
                Optional.ofNullable(source),
                Optional.ofNullable(destination),
                OptionalInt.of(count),
                OptionalInt.of(seconds),
                OptionalInt.of(snap));
    }

    @Override
    Reply ask(final ApiClient client) throws IOException {
        final String path = ApiClient.path("capture");
        Reply reply =
                client.send("POST", path, "application/json", ApiJson.mapper().writeValueAsString(order()));
        while (reply.isFine() && reply.as(CaptureStatus.class).state().equals("running")) {
            LockSupport.parkNanos(LOOK_AGAIN_NS);
            reply = client.send("GET", path);
        }
        return reply;
    }

    @Override
    void print(final Reply reply) throws IOException {
        final CaptureStatus status = reply.as(CaptureStatus.class);
        out().println("%d packets in %s%s; ended by: %s"
                .formatted(
                        status.packets(),
                        Line.plain(status.file()),
                        status.lost() == 0 ? "" : ", %d lost".formatted(status.lost()),
                        Line.plain(status.end())));
    }
}
