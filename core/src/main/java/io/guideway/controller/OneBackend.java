package io.guideway.controller;

import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks a service of which one backend was added, removed or given another weight: that backend as if the service had no
 * other, and what depends on all of them together. The others have been checked, so that a change takes no longer with a
 * thousand of them, and warns of nothing but itself.
 */
final class OneBackend {
    private static final String ALONE = "backends[0]";

    private final FileDocument base;
    private final YamlNode.Mapping item;
    private final DesiredService service;

    /**
     * @param before the service as it was, checked
     * @param item what it shall be, and differs from {@code before} in one backend
     */
    OneBackend(final FileDocument base, final DesiredService before, final YamlNode.Mapping item) {
        this.base = base;
        this.item = item;
        final List<Backend> backends = new ArrayList<>();
        BackendNodes.weights(item).forEach((address, weight) -> backends.add(new Backend(address, weight)));
        service = new DesiredService(item, before.service().withBackends(backends), before.health());
    }

    /** The service as it shall be; of an item that passes {@link #warnings}. */
    DesiredService service() {
        return service;
    }

    /**
     * Checks it.
     *
     * @param backend whose place may be empty
     * @param name of the service in messages
     * @return what is doubtful about it, with the places that a document of this service alone has
     * @throws ConfigurationException if something is wrong; places in the list of backends are not told rightly then
     */
    List<Problem> warnings(final IpAddress backend, final String name) throws ConfigurationException {
        final List<Problem> warnings = new ArrayList<>(together(name));
        final int index = service.service().backends().stream()
                .map(Backend::address)
                .toList()
                .indexOf(backend);
        if (index >= 0) {
            alone(Nodes.items(item, "backends").get(index), name).stream()
                    .filter(problem -> problem.path().contains(ALONE))
                    .forEach(problem -> warnings.add(at("backends[%d]".formatted(index), problem)));
        }
        return warnings;
    }

    private List<Problem> together(final String name) throws ConfigurationException {
        final Findings findings = new Findings(name);
        final Item root = Item.root(base.with(List.of(item)), findings);
        ServiceChecks.check(root.child("services").items(), List.of(service.service()));
        findings.requireNoErrors();
        return findings.warnings();
    }

    private List<Problem> alone(final YamlNode backend, final String name) throws ConfigurationException {
        final Findings findings = new Findings(name);
        final YamlNode.Mapping thin = Nodes.with(item, "backends", Nodes.list(List.of(backend)));
        final Item root = Item.root(base.without("neighbours", List.of(thin)), findings);
        final Configuration read = ConfigurationFile.read(root, findings);
        final Configuration configuration = new Configuration(
                read.node(), base.checked().configuration().dpdk(), read.services(), read.health(), read.tier());
        final List<Item> services = root.child("services").items();
        BackendChecks.check(services, configuration);
        new Reachability(configuration).check(root.child("services"));
        findings.requireNoErrors();
        return findings.warnings();
    }

    private static Problem at(final String place, final Problem problem) {
        return new Problem(
                problem.file(),
                problem.line(),
                problem.column(),
                problem.path().replace(ALONE, place),
                problem.value(),
                problem.message(),
                problem.remedy());
    }
}
