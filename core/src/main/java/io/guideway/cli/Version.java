package io.guideway.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version of the program and of what it runs on. */
final class Version implements IVersionProvider {
    /** As the JAR's manifest has it. */
    static String program() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "unpackaged");
    }

    /** The Java virtual machine's own. */
    static String java() {
        return "%s (%s)".formatted(Runtime.version(), System.getProperty("java.vendor"));
    }

    @Override
    public String[] getVersion() {
        return new String[] {"guideway " + program(), "Java " + java()};
    }
}
