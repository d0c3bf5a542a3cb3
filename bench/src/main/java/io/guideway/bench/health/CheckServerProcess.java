package io.guideway.bench.health;

import java.io.IOException;
import java.nio.file.Path;

/** The process of a {@link CheckServer}; it ends with this one, however that ends, as its input does. */
final class CheckServerProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    CheckServerProcess() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CheckServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        final String line = process.inputReader().readLine();
        if (line == null) {
            process.destroyForcibly();
            throw new IOException("the server that is checked did not start; see what it said above");
        }
        port = Integer.parseInt(line);
    }

    /** Where it listens, on every address of this host. */
    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
