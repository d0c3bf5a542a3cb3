package io.guideway.cli.operate;

import io.guideway.controller.operate.Saved;
import java.io.IOException;
import picocli.CommandLine.Command;

/** Changes by command become part of the file. */
@Command(
        name = "save",
        description = "Writes what was changed by command into the node's configuration file.",
        mixinStandardHelpOptions = true)
public final class SaveCommand extends ChangeCommand {
    @Override
    Reply ask(final ApiClient client) throws IOException {
        return client.send("POST", path("save"));
    }

    @Override
    void print(final Reply reply) throws IOException {
        final Saved saved = reply.as(Saved.class);
        out().println(
                        saved.services().isEmpty()
                                ? saved.file() + ": nothing to write"
                                : "%s: services %s".formatted(saved.file(), String.join(", ", saved.services())));
    }
}
