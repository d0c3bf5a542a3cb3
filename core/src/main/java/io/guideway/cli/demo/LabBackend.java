package io.guideway.cli.demo;

import java.io.IOException;
import java.util.Map;

/** A backend at work: its web server, and what takes packets out of their outer header for it. */
final class LabBackend {
    private final LabHost host;
    private final WebServer server;
    private final Decapsulator decapsulator;

    private LabBackend(final LabHost host, final WebServer server, final Decapsulator decapsulator) {
        this.host = host;
        this.server = server;
        this.decapsulator = decapsulator;
    }

    /** Starts both; see {@link #awaitReady}. */
    static LabBackend start(final Lab lab, final LabHost host) throws IOException {
        return new LabBackend(host, WebServer.start(lab, host), Decapsulator.start(lab, host));
    }

    void awaitReady() throws InterruptedException {
        server.awaitListening();
        decapsulator.awaitReady();
    }

    LabHost host() {
        return host;
    }

    WebServer server() {
        return server;
    }

    /** TCP resets that this host's kernel has sent, for whatever reason. */
    long resetsSent() throws IOException {
        return TcpResets.sent(decapsulator.handle());
    }

    /** Ends both in their own order. */
    void end() throws IOException, InterruptedException {
        decapsulator.stop();
        server.quit();
    }

    /** Requests that it served, by service; complete after {@link #end}. */
    Map<LabService, Long> served() throws IOException {
        return server.served();
    }
}
