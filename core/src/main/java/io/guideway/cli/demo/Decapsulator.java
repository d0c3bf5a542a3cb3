package io.guideway.cli.demo;

import io.guideway.service.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Takes the node's packets out of their outer headers on one backend. Many kernels lack a tunnel; Python does it with TUN. */
final class Decapsulator {
    /** The distribution's own; another one on the PATH may be a wrapper. */
    static final String PYTHON = "/usr/bin/python3";

    private static final Duration BOUND = Duration.ofSeconds(10);
    private final Child python;

    private Decapsulator(final Child python) {
        this.python = python;
    }

    /** Starts it; see {@link #awaitReady}. */
    static Decapsulator start(final Lab lab, final LabHost backend) throws IOException {
        final String name = "decapsulate-" + backend.name();
        final Path script = Files.writeString(lab.run().file(name + ".py"), Resource.text("decapsulate.py"));
        final List<String> words = new ArrayList<>(List.of(PYTHON, "-I", "-S", script.toString(), Lab.TUNNEL));
        words.add(LabHost.NODE.address(Family.IPV4));
        words.add(LabHost.NODE.address(Family.IPV6));
        for (final LabService service : lab.services()) {
            if (service.mode() == Mode.L3DSR) {
                words.add("%d=%s".formatted(LabService.DSCP, service.vip()));
            }
        }
        final Command command = lab.namespace(backend).command(words.toArray(String[]::new));
        return new Decapsulator(Child.start(command, name));
    }

    /** The process, which lives in the backend's namespace. */
    ProcessHandle handle() {
        return python.handle();
    }

    void awaitReady() throws InterruptedException {
        python.awaitErrorWord("ready", BOUND);
    }

    void stop() throws InterruptedException {
        python.stop(BOUND);
    }
}
