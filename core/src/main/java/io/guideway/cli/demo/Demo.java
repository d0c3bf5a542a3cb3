package io.guideway.cli.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The demonstration itself: builds the lab, sends the requests through the forwarder, and counts on all sides. */
final class Demo {
    private static final double NANOS_PER_SECOND = 1e9;
    private final Lab lab;
    private final int requests;
    private final Progress progress;
    private final Map<LabHost, WebServer> servers = new LinkedHashMap<>();
    private final List<Decapsulator> decapsulators = new ArrayList<>();

    /**
     * A demo to be.
     *
     * @param lab not yet built; its run's guardian has to be there
     * @param requests in all, split evenly over the services
     */
    Demo(final Lab lab, final int requests, final Progress progress) {
        this.lab = lab;
        this.requests = requests;
        this.progress = progress;
    }

    /** Does it all; what it started has ended when it returns, and the guardian has only the lab to remove. */
    DemoReport perform() throws IOException, InterruptedException {
        final long startNs = System.nanoTime();
        progress.say("Client, node and 3 backends: namespaces " + lab.run().name() + "-*");
        lab.build();
        final ForwarderProcess forwarder = startPrograms();
        progress.say("The forwarder runs; curl sends " + requests + " requests");
        final Map<LabService, Answers> answers = sendRequests();
        progress.end();
        final ForwarderCounters counters = forwarder.stop();
        endBackends();
        return new DemoReport(
                results(answers, counters),
                counters,
                forwarder.tail(),
                (System.nanoTime() - startNs) / NANOS_PER_SECOND);
    }

    private ForwarderProcess startPrograms() throws IOException, InterruptedException {
        final ForwarderProcess forwarder = ForwarderProcess.start(lab);
        for (final LabHost backend : LabHost.BACKENDS) {
            servers.put(backend, WebServer.start(lab, backend));
            decapsulators.add(Decapsulator.start(lab, backend));
        }
        for (final WebServer server : servers.values()) {
            server.awaitListening();
        }
        for (final Decapsulator decapsulator : decapsulators) {
            decapsulator.awaitReady();
        }
        forwarder.awaitForwarding();
        return forwarder;
    }

    private Map<LabService, Answers> sendRequests() throws IOException, InterruptedException {
        final Map<LabService, Answers> answers = new LinkedHashMap<>();
        final int services = lab.services().size();
        for (final LabService service : lab.services()) {
            final int count = requests / services + (answers.size() < requests % services ? 1 : 0);
            answers.put(service, new Requests(lab, () -> progress.step(service.title())).send(service, count));
        }
        return answers;
    }

    private void endBackends() throws IOException, InterruptedException {
        for (final Decapsulator decapsulator : decapsulators) {
            decapsulator.stop();
        }
        for (final WebServer server : servers.values()) {
            server.quit();
        }
    }

    private List<ServiceResult> results(final Map<LabService, Answers> answers, final ForwarderCounters counters)
            throws IOException {
        final Map<LabHost, Map<LabService, Long>> served = new LinkedHashMap<>();
        for (final Map.Entry<LabHost, WebServer> server : servers.entrySet()) {
            served.put(server.getKey(), server.getValue().served());
        }
        final List<ServiceResult> results = new ArrayList<>();
        answers.forEach((service, got) -> {
            final List<BackendResult> backends = new ArrayList<>();
            served.forEach((backend, requestsServed) -> backends.add(new BackendResult(
                    backend.name(),
                    List.of(backend.address(service.backendFamily())),
                    counters.packets(service, backend),
                    requestsServed.get(service),
                    got.byBackend().getOrDefault(backend.name(), 0L))));
            results.add(new ServiceResult(service, got, backends));
        });
        return results;
    }
}
