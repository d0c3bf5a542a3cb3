package io.guideway.cli.operate;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.guideway.controller.operate.ServiceStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Services of a running node. */
@Command(
        name = "service",
        description = "Services of a running node.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ServiceCommand.ListAll.class,
            ServiceCommand.Show.class,
            ServiceAddCommand.class,
            ServiceCommand.Remove.class
        })
public final class ServiceCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "no command given; see below");
    }

    private record Services(@JsonProperty("services") List<ServiceStatus> services) {}

    @Command(name = "list", description = "All services, a line each.", mixinStandardHelpOptions = true)
    static final class ListAll extends ApiCommand {
        @Override
        Reply ask(final ApiClient client) throws IOException {
            return client.send("GET", ApiClient.path("services"));
        }

        @Override
        void print(final Reply reply) throws IOException {
            StatusText.of(reply.as(Services.class).services()).forEach(out()::println);
        }
    }

    @Command(name = "show", description = "One service with its backends.", mixinStandardHelpOptions = true)
    static final class Show extends ApiCommand {
        @Parameters(paramLabel = "SERVICE", description = "Its name.")
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
            name = "remove",
            description = "Removes a service; its VIP is not served any more.",
            mixinStandardHelpOptions = true)
    static final class Remove extends ChangeCommand {
        @Parameters(paramLabel = "SERVICE", description = "Its name.")
        private String service;

        @Override
        Reply ask(final ApiClient client) throws IOException {
            return client.send("DELETE", path("services", service));
        }
    }
}
