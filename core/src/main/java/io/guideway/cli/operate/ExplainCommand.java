package io.guideway.cli.operate;

import io.guideway.cli.ConfiguredNode;
import io.guideway.controller.ConfigurationException;
import io.guideway.controller.api.ApiJson;
import io.guideway.controller.operate.Explanation;
import io.guideway.controller.operate.Question;
import io.guideway.forwarder.CapturedFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What would become of a packet, and why. */
@Command(
        name = "explain",
        description = {
            "What would become of a packet that came now: service, hash, slot, backend, generation, whether the slot moves,"
                    + " and the packet that would leave. Nothing is sent, counted or recorded by it.",
            "For example: guideway explain tcp 192.0.2.1:40000 203.0.113.10:80"
        },
        mixinStandardHelpOptions = true)
public final class ExplainCommand extends ApiCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PROTO",
            description = "tcp, udp, icmp, or the protocol's number.")
    private String protocol;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SRC:PORT",
            description = "Who sends it, such as 192.0.2.1:40000 or [2001:db8::1]:40000.")
    private String source;

    @Parameters(index = "2", arity = "0..1", paramLabel = "DST:PORT", description = "Whom it is sent to.")
    private String destination;

    @Option(names = "--packet", paramLabel = "HEX", description = "This Ethernet frame instead of one of a flow.")
    private String packet;

    @Option(names = "--pcap", paramLabel = "FILE", description = "A frame of this capture (pcap or pcapng) instead.")
    private Path capture;

    @Option(
            names = "--index",
            paramLabel = "N",
            defaultValue = "0",
            description = "Which frame of the capture, from 0 (${DEFAULT-VALUE}).")
    private int index;

    @Option(names = "--port", paramLabel = "N", description = "The port that it arrives on (the first).")
    private Integer port;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "By this configuration alone, without a node: no records, no slot moves, no health.")
    private Path configuration;

    @Override
    public Integer call() throws IOException, ConfigurationException {
        return configuration == null ? super.call() : explainConfigured();
    }

    private int explainConfigured() throws IOException, ConfigurationException {
        final Explanation explanation;
        try {
            explanation = ConfiguredNode.explain(configuration, question(), err());
        } catch (final IllegalArgumentException senseless) {
            throw wrongUse(senseless.getMessage());
        }
        if (isJson()) {
            out().println(ApiJson.mapper().writeValueAsString(explanation));
        } else {
            print(explanation);
        }
        out().flush();
        return 0;
    }

    private Question question() throws IOException {
        if (packet != null && capture != null) {
            throw wrongUse("give --packet or --pcap, not both");
        }
        if (packet == null && capture == null && destination == null) {
            throw wrongUse("give protocol, source and destination, or --packet, or --pcap");
        }
        return new Question(
                        Optional.ofNullable(protocol),
                        Optional.ofNullable(source),
                        Optional.ofNullable(destination),
                        Optional.ofNullable(hex()),
                        OptionalInt.empty())
                .arrivingOn(port == null ? OptionalInt.empty() : OptionalInt.of(port));
    }

    private String hex() throws IOException {
        return capture == null ? packet : HexFormat.of().formatHex(CapturedFrame.read(capture, index));
    }

    @Override
    Reply ask(final ApiClient client) throws IOException {
        return client.send(
                "POST",
                ApiClient.path("explain"),
                "application/json",
                ApiJson.mapper().writeValueAsString(question()));
    }

    @Override
    void print(final Reply reply) throws IOException {
        print(reply.as(Explanation.class));
    }

    private void print(final Explanation explanation) {
        ExplanationText.of(explanation).forEach(out()::println);
    }
}
