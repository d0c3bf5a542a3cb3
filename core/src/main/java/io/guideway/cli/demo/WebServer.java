package io.guideway.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * nginx on one backend: answers with the backend's name on every VIP, and on its own addresses for health checks; closes after
 * each answer, and writes down each.
 */
final class WebServer {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private final Lab lab;
    private final LabHost backend;
    private final Path directory;
    private Child nginx;

    private WebServer(final Lab lab, final LabHost backend, final Path directory) throws IOException {
        this.lab = lab;
        this.backend = backend;
        this.directory = directory;
        this.nginx = start();
    }

    /** Starts it; it may not listen yet. */
    static WebServer start(final Lab lab, final LabHost backend) throws IOException {
        final Path directory = Files.createDirectory(lab.run().file("nginx-" + backend.name()));
        Files.writeString(directory.resolve("nginx.conf"), configuration(lab, directory, backend));
        return new WebServer(lab, backend, directory);
    }

    private Child start() throws IOException {
        return Child.start(lab.namespace(backend).command(words(directory)), "nginx-" + backend.name());
    }

    private static String[] words(final Path directory) {
        return new String[] {
            "nginx",
            "-p",
            directory.toString(),
            "-c",
            directory.resolve("nginx.conf").toString()
        };
    }

    private static String configuration(final Lab lab, final Path directory, final LabHost backend) {
        final String listens = Stream.concat(
                        lab.services().stream().map(LabService::urlHost),
                        Stream.of(backend.ipv4(), "[" + backend.ipv6() + "]"))
                .map(address -> "    listen %s:%d;".formatted(address, LabService.PORT))
                .collect(Collectors.joining("\n"));
        return """
                daemon off;
                worker_processes 1;
                worker_shutdown_timeout 2s;
                pid %1$s/nginx.pid;
                error_log stderr warn;
                events { worker_connections 1024; }
                http {
                  client_body_temp_path %1$s/body;
                  fastcgi_temp_path %1$s/fastcgi;
                  proxy_temp_path %1$s/proxy;
                  scgi_temp_path %1$s/scgi;
                  uwsgi_temp_path %1$s/uwsgi;
                  log_format served '%2$s';
                  access_log %1$s/access.log served;
                  default_type text/plain;
                  keepalive_timeout 0;
                  server {
                %3$s
                    location / { return 200 "%4$s\\n"; }
                  }
                }
                """.formatted(directory, AccessLog.FORMAT, listens, backend.name());
    }

    /** Waits until it listens: nginx writes its process id once all its sockets do. */
    void awaitListening() throws InterruptedException {
        nginx.awaitFile(processId(), "\n", BOUND);
    }

    private Path processId() {
        return directory.resolve("nginx.pid");
    }

    /** Kills it by SIGKILL, whatever it is at. */
    void kill() throws InterruptedException {
        nginx.kill();
    }

    /** Starts it again after it was killed, and waits until it listens. */
    void startAgain() throws IOException, InterruptedException {
        Files.delete(processId());
        nginx = start();
        awaitListening();
    }

    /** Ends it in its own order, so that its last line is written. */
    void quit() throws IOException, InterruptedException {
        final String[] words = Stream.concat(Stream.of(words(directory)), Stream.of("-s", "quit"))
                .toArray(String[]::new);
        Command.of(lab.run(), words).execute();
        nginx.awaitEnd(BOUND);
    }

    /** Requests that it served, by service; complete after {@link #quit}. */
    Map<LabService, Long> served() throws IOException {
        try (Stream<String> lines = Files.lines(directory.resolve("access.log"))) {
            return AccessLog.served(lines, lab.services());
        }
    }
}
