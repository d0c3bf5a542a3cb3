package io.guideway.cli.operate;

import io.guideway.controller.ConfigurationException;
import io.guideway.controller.api.ApiDirectories;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that asks a running node one thing and prints its answer. */
abstract class ApiCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--api",
            paramLabel = "SOCKET",
            description = "The node's socket (that of the one node that runs here).")
    private Path socket;

    @Option(names = "--node", paramLabel = "NAME", description = "The node's name, where several run here.")
    private String node;

    @Option(names = "--json", description = "Print the API's answer as it came.")
    private boolean json;

    /** Asks. */
    abstract Reply ask(ApiClient client) throws IOException;

    /** Prints an answer that is fine, for people. */
    abstract void print(Reply reply) throws IOException;

    @Override
    public Integer call() throws IOException, ConfigurationException {
        try (ApiClient client = new ApiClient(socket())) {
            return finish(ask(client));
        }
    }

    private int finish(final Reply reply) throws IOException {
        if (json) {
            out().println(reply.body());
        } else if (reply.isFine()) {
            print(reply);
        } else {
            reply.problems().forEach(problem -> err().println("guideway: " + Line.plain(problem)));
        }
        out().flush();
        err().flush();
        return reply.exitCode();
    }

    /** Where the node listens. */
    final Path socket() throws IOException {
        if (socket != null) {
            return socket;
        }
        final ApiDirectories directories = ApiDirectories.standard();
        return node == null ? directories.findOnly() : directories.find(node);
    }

    final boolean isJson() {
        return json;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    final ParameterException wrongUse(final String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
