package io.guideway.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** nginx on one backend: answers on every VIP with the backend's name, closes after each answer, and writes down each. */
final class WebServer {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private final Lab lab;
    private final Path directory;
    private final Child nginx;

    private WebServer(final Lab lab, final Path directory, final Child nginx) {
        this.lab = lab;
        this.directory = directory;
        this.nginx = nginx;
    }

    /** Starts it; it may not listen yet. */
    static WebServer start(final Lab lab, final LabHost backend) throws IOException {
        final Path directory = Files.createDirectory(lab.run().file("nginx-" + backend.name()));
        Files.writeString(directory.resolve("nginx.conf"), configuration(lab, directory, backend));
        final Command command = lab.namespace(backend).command(words(directory));
        return new WebServer(lab, directory, Child.start(command, "nginx-" + backend.name()));
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
        final String listens = lab.services().stream()
                .map(service -> "    listen %s:%d;".formatted(service.urlHost(), LabService.PORT))
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
        nginx.awaitFile(directory.resolve("nginx.pid"), "\n", BOUND);
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
