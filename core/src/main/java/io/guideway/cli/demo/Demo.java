package io.guideway.cli.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The demonstration itself: builds the lab, sends the requests through the forwarder, and counts on all sides; after that the
 * {@link Story}, where the lab has its service.
 */
final class Demo {
    private static final double NANOS_PER_SECOND = 1e9;
    private final Lab lab;
    private final int requests;
    private final Progress progress;
    private final List<LabService> services;
    private final List<LabBackend> backends = new ArrayList<>();

    /**
     * A demo to be.
     *
     * @param lab not yet built; its run's guardian has to be there
     * @param requests split evenly over the services; the story's own are not among them
     */
    Demo(final Lab lab, final int requests, final Progress progress) {
        this.lab = lab;
        this.requests = requests;
        this.progress = progress;
        this.services = lab.services().stream()
                .filter(service -> !service.equals(LabService.OF_THE_STORY))
                .toList();
    }

    /** Does it all; what it started has ended when it returns, and the guardian has only the lab to remove. */
    DemoReport perform() throws IOException, InterruptedException {
        final long startNs = System.nanoTime();
        progress.say("Client, node and 3 backends: namespaces " + lab.run().name() + "-*");
        lab.build();
        lab.addressNode();
        final ForwarderProcess forwarder = startPrograms();
        progress.say("The forwarder runs; curl sends " + requests + " requests");
        final Map<LabService, Answers> answers = sendRequests();
        progress.end();
        final Optional<StoryResult> story = tellStory(forwarder);
        final ForwarderCounters counters = forwarder.stop();
        for (final LabBackend backend : backends) {
            backend.end();
        }
        return new DemoReport(
                results(answers, counters),
                story,
                counters,
                forwarder.tail(),
                (System.nanoTime() - startNs) / NANOS_PER_SECOND);
    }

    private Optional<StoryResult> tellStory(final ForwarderProcess forwarder) throws IOException, InterruptedException {
        if (!lab.services().contains(LabService.OF_THE_STORY)) {
            return Optional.empty();
        }
        progress.say("With requests on all the while:");
        return Optional.of(new Story(lab, forwarder, backends, scene -> progress.say("  " + scene)).tell());
    }

    private ForwarderProcess startPrograms() throws IOException, InterruptedException {
        final ForwarderProcess forwarder = ForwarderProcess.start(lab);
        for (final LabHost host : LabHost.BACKENDS) {
            backends.add(LabBackend.start(lab, host));
        }
        for (final LabBackend backend : backends) {
            backend.awaitReady();
        }
        forwarder.awaitForwarding();
        return forwarder;
    }

    private Map<LabService, Answers> sendRequests() throws IOException, InterruptedException {
        final Map<LabService, Answers> answers = new LinkedHashMap<>();
        for (final LabService service : services) {
            final int count = requests / services.size() + (answers.size() < requests % services.size() ? 1 : 0);
            answers.put(service, new Requests(lab, () -> progress.step(service.title())).send(service, count));
        }
        return answers;
    }

    private List<ServiceResult> results(final Map<LabService, Answers> answers, final ForwarderCounters counters)
            throws IOException {
        final Map<LabHost, Map<LabService, Long>> served = new LinkedHashMap<>();
        for (final LabBackend backend : backends) {
            served.put(backend.host(), backend.served());
        }
        final List<ServiceResult> results = new ArrayList<>();
        answers.forEach((service, got) -> {
            final List<BackendResult> shares = new ArrayList<>();
            served.forEach((backend, requestsServed) -> shares.add(new BackendResult(
                    backend.name(),
                    List.of(backend.address(service.backendFamily())),
                    counters.packets(service, backend),
                    requestsServed.get(service),
                    got.byBackend().getOrDefault(backend.name(), 0L))));
            results.add(new ServiceResult(service, got, shares));
        });
        return results;
    }
}
