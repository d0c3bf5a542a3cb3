package io.guideway.cli.operate;

import java.io.IOException;
import picocli.CommandLine.Command;

/** The configuration file once more. */
@Command(
        name = "reload",
        description = "Has the node read its configuration file again; a bad one is refused whole.",
        mixinStandardHelpOptions = true)
public final class ReloadCommand extends ChangeCommand {
    @Override
    Reply ask(final ApiClient client) throws IOException {
        return client.send("POST", path("reload"));
    }
}
