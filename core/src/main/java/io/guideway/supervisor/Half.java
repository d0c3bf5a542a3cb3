package io.guideway.supervisor;

import java.util.List;

/**
 * A process to be kept alive. It ends in order on SIGTERM, and when its standard input ends; a line {@link #RELOAD} there asks
 * it to read its configuration again.
 *
 * @param name for the log
 * @param command its words, the program first
 * @param ready how the line on standard error begins by which it says that its start has succeeded
 */
public record Half(String name, List<String> command, String ready) {
    /** The only word that a supervisor says. */
    public static final String RELOAD = "reload";

    /** Takes a copy. */
    public Half {
        command = List.copyOf(command);
    }
}
