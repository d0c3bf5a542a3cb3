package io.guideway.controller;

import io.guideway.controller.desired.Overlay;
import io.guideway.controller.operate.Change;
import io.guideway.controller.operate.ChangeRefusedException;
import io.guideway.controller.operate.ChangeRefusedException.Kind;
import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import io.guideway.service.Endpoint;
import io.guideway.service.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes one change. The service that it is about is checked as if it stood in the file, together with those that it may be at
 * odds with; all others have been checked and are left alone, so that a change takes no longer with ten thousand of them.
 */
final class Changing {
    private static final Pattern PLACE = Pattern.compile("services\\[([0-9]+)]\\.?");

    private final Desired before;
    private final Change change;

    private Changing(final Desired before, final Change change) {
        this.before = before;
        this.change = change;
    }

    /**
     * What comes of a change.
     *
     * @param desired the same as before if everything was so already
     * @param warnings for people
     */
    record Changed(Desired desired, List<String> warnings) {}

    /** @throws ChangeRefusedException if it names what is not there, makes no sense, or is at odds with other services */
    static Changed of(final Desired before, final Change change) throws ChangeRefusedException {
        return new Changing(before, change).make();
    }

    private Changed make() throws ChangeRefusedException {
        requireItsObject();
        try {
            final Overlay overlay = Fitting.of(before.base(), before.overlay().with(change), change.service());
            return overlay.equals(before.overlay()) ? new Changed(before, List.of()) : checked(overlay);
        } catch (final ConfigurationException wrong) {
            throw refusal(Kind.INVALID, wrong, List.of());
        }
    }

    private void requireItsObject() throws ChangeRefusedException {
        switch (change) {
            case final Change.PutService put -> {}
            case final Change.RemoveService remove -> service();
            case final Change.PutBackend put -> service();
            case Change.RemoveBackend(String service, IpAddress backend) -> backend(backend);
            case Change.SetWeight(String service, IpAddress backend, int weight) -> backend(backend);
            case Change.SetState(String service, IpAddress backend, var state) -> backend(backend);
        }
    }

    private Service service() throws ChangeRefusedException {
        final DesiredService known = before.byName().get(change.service());
        if (known == null) {
            throw refusal(
                    Kind.NOT_FOUND,
                    "there is no service %s; %s"
                            .formatted(
                                    Shown.quoted(change.service()),
                                    NearMiss.of(
                                                    change.service(),
                                                    before.byName().keySet())
                                            .map("did you mean '%s'?"::formatted)
                                            .orElse("`service list` names those that there are")));
        }
        return known.service();
    }

    private void backend(final IpAddress address) throws ChangeRefusedException {
        if (service().backends().stream().map(Backend::address).noneMatch(address::equals)) {
            throw refusal(
                    Kind.NOT_FOUND, "service %s has no backend %s; add it first".formatted(change.service(), address));
        }
    }

    private Changed checked(final Overlay overlay) throws ConfigurationException, ChangeRefusedException {
        final Optional<YamlNode.Mapping> item = Fitting.item(before.base(), overlay, change.service());
        if (item.isEmpty()) {
            return new Changed(before.with(overlay, change.service(), Optional.empty()), List.of());
        }
        if (change instanceof Change.SetState) {
            final DesiredService same = before.byName().get(change.service());
            return new Changed(before.with(overlay, change.service(), Optional.of(same)), List.of());
        }
        final Checked checked = checked(item.get());
        requireNoConflict(rivals(checked.service().service()), item.get());
        return new Changed(
                before.with(overlay, change.service(), Optional.of(checked.service())),
                checked.warnings().stream()
                        .filter(problem -> PLACE.matcher(problem.path()).lookingAt())
                        .map(problem -> text(problem, List.of()))
                        .toList());
    }

    /** A service that makes sense by itself. */
    private record Checked(DesiredService service, List<Problem> warnings) {}

    private Checked checked(final YamlNode.Mapping item) throws ConfigurationException {
        final Optional<IpAddress> backend = backend();
        if (backend.isEmpty()) {
            return checkedWhole(item);
        }
        final OneBackend one = new OneBackend(before.base(), before.byName().get(change.service()), item);
        try {
            return new Checked(one.service(), one.warnings(backend.get(), Definition.title(change.service())));
        } catch (final ConfigurationException wrong) {
            return checkedWhole(item); // tells what is wrong with its place
        }
    }

    /** The one backend that the change is about. */
    private Optional<IpAddress> backend() {
        return switch (change) {
            case final Change.PutService put -> Optional.empty();
            case final Change.RemoveService remove -> Optional.empty();
            case Change.PutBackend(String service, IpAddress backend, int weight) -> Optional.of(backend);
            case Change.RemoveBackend(String service, IpAddress backend) -> Optional.of(backend);
            case Change.SetWeight(String service, IpAddress backend, int weight) -> Optional.of(backend);
            case Change.SetState(String service, IpAddress backend, var state) -> Optional.of(backend);
        };
    }

    private Checked checkedWhole(final YamlNode.Mapping item) throws ConfigurationException {
        final CheckedConfiguration alone = check(List.of(item));
        final DesiredService service = new DesiredService(
                item,
                alone.configuration().services().getFirst(),
                Optional.ofNullable(alone.configuration().health().get(change.service())));
        return new Checked(service, alone.warnings());
    }

    private CheckedConfiguration check(final List<YamlNode.Mapping> items) throws ConfigurationException {
        return ConfigurationFile.check(before.base().with(items), Definition.title(change.service()));
    }

    private void requireNoConflict(final List<DesiredService> rivals, final YamlNode.Mapping item)
            throws ChangeRefusedException {
        if (rivals.isEmpty()) {
            return;
        }
        final List<YamlNode.Mapping> together =
                new ArrayList<>(rivals.stream().map(DesiredService::item).toList());
        together.add(item); // the last one is what complaints of two are about
        try {
            check(together);
        } catch (final ConfigurationException conflict) {
            throw refusal(
                    Kind.CONFLICT,
                    conflict,
                    rivals.stream().map(rival -> rival.service().name()).toList());
        }
    }

    /** Other services that clients speak to in the same way, or of which one's VIP is the other's backend. */
    private List<DesiredService> rivals(final Service service) {
        final Set<IpAddress> backends = addresses(service);
        return before.byName().values().stream()
                .filter(other -> !other.service().name().equals(service.name()))
                .filter(other -> isRival(other.service(), service, backends))
                .toList();
    }

    private static boolean isRival(final Service other, final Service service, final Set<IpAddress> backends) {
        return other.endpoint().equals(service.endpoint())
                || holdsAny(other.endpoint(), backends)
                || other.backends().stream()
                        .map(Backend::address)
                        .anyMatch(service.endpoint().vip()::contains);
    }

    private static boolean holdsAny(final Endpoint endpoint, final Set<IpAddress> backends) {
        return endpoint.isSingleAddress()
                ? backends.contains(endpoint.vip().address())
                : backends.stream().anyMatch(endpoint.vip()::contains);
    }

    private static Set<IpAddress> addresses(final Service service) {
        return service.backends().stream().map(Backend::address).collect(Collectors.toSet());
    }

    private ChangeRefusedException refusal(
            final Kind kind, final ConfigurationException wrong, final List<String> rivals) {
        return new ChangeRefusedException(
                kind,
                wrong.problems().stream().map(problem -> text(problem, rivals)).toList());
    }

    private static ChangeRefusedException refusal(final Kind kind, final String problem) {
        return new ChangeRefusedException(kind, List.of(problem));
    }

    /** A problem without the places that services have in the document they were checked in, and without lines nobody wrote. */
    private String text(final Problem problem, final List<String> rivals) {
        final boolean isWritten = change instanceof Change.PutService;
        return new Problem(
                        problem.file(),
                        isWritten ? problem.line() : 0,
                        problem.column(),
                        named(problem.path(), rivals),
                        problem.value(),
                        named(problem.message(), rivals),
                        problem.remedy())
                .toString();
    }

    private static String named(final String text, final List<String> rivals) {
        return PLACE.matcher(text).replaceAll(place -> {
            final int index = Integer.parseInt(place.group(1));
            return index < rivals.size() ? Matcher.quoteReplacement("service " + rivals.get(index) + ": ") : "";
        });
    }
}
