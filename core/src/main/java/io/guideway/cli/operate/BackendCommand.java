package io.guideway.cli.operate;

import io.guideway.controller.operate.ServiceStatus;
import java.io.IOException;
import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Backends of a running node. */
@Command(
        name = "backend",
        description = "Backends of a running node.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BackendCommand.ListAll.class,
            BackendCommand.Add.class,
            BackendCommand.Remove.class,
            BackendCommand.Weight.class,
            BackendCommand.Drain.class,
            BackendCommand.Disable.class,
            BackendCommand.Enable.class
        })
public final class BackendCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "no command given; see below");
    }

    @Command(name = "list", description = "The backends of a service.", mixinStandardHelpOptions = true)
    static final class ListAll extends ApiCommand {
        @Parameters(paramLabel = "SERVICE", description = "The service's name.")
        private String service;

        @Override
        Reply ask(final ApiClient client) throws IOException {
            return client.send("GET", ApiClient.path("services", service));
        }

        @Override
        void print(final Reply reply) throws IOException {
            StatusText.of(reply.as(ServiceStatus.class), Instant.now()).stream()
                    .skip(1)
                    .forEach(out()::println);
        }
    }

    @Command(
            name = "add",
            description = "Adds a backend, or changes its weight where it is there.",
            mixinStandardHelpOptions = true)
    static final class Add extends OneBackend {
        @Option(
                names = "--weight",
                paramLabel = "N",
                defaultValue = "1",
                description = "Its share beside the others' (${DEFAULT-VALUE}).")
        private int weight;

        @Override
        Reply ask(final ApiClient client) throws IOException {
            return send(client, "PUT", "{\"weight\": %d}".formatted(weight));
        }
    }

    @Command(
            name = "remove",
            description = "Removes a backend at once; drain is the gentle way.",
            mixinStandardHelpOptions = true)
    static final class Remove extends OneBackend {
        @Override
        Reply ask(final ApiClient client) throws IOException {
            return client.send("DELETE", resource());
        }
    }

    @Command(name = "weight", description = "Changes a backend's weight.", mixinStandardHelpOptions = true)
    static final class Weight extends OneBackend {
        @Parameters(index = "2", paramLabel = "N", description = "Its share beside the others'; 0 for no new flows.")
        private int weight;

        @Override
        Reply ask(final ApiClient client) throws IOException {
            return send(client, "PATCH", "{\"weight\": %d}".formatted(weight));
        }
    }

    @Command(
            name = "drain",
            description = "Gives a backend no new flows; it keeps those that it has.",
            mixinStandardHelpOptions = true)
    static final class Drain extends OneBackend {
        @Override
        Reply ask(final ApiClient client) throws IOException {
            return setState(client, "draining");
        }
    }

    @Command(name = "disable", description = "Gives a backend nothing any more.", mixinStandardHelpOptions = true)
    static final class Disable extends OneBackend {
        @Override
        Reply ask(final ApiClient client) throws IOException {
            return setState(client, "disabled");
        }
    }

    @Command(
            name = "enable",
            description = "Gives a backend flows again, while its checks are good.",
            mixinStandardHelpOptions = true)
    static final class Enable extends OneBackend {
        @Option(names = "--whatever-health", description = "Even while its checks are bad.")
        private boolean isForced;

        @Override
        Reply ask(final ApiClient client) throws IOException {
            return setState(client, isForced ? "forced" : "enabled");
        }
    }
}
