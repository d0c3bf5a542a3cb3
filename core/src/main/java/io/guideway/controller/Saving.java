package io.guideway.controller;

import io.guideway.controller.desired.AtomicFile;
import io.guideway.controller.desired.ServiceEdit;
import io.guideway.controller.operate.ChangeRefusedException;
import io.guideway.controller.operate.ChangeRefusedException.Kind;
import io.guideway.controller.save.AwkwardTextException;
import io.guideway.controller.save.ConfigurationText;
import io.guideway.service.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes what was changed by command into the configuration file: as little as possible first, and the changed services anew
 * where that does not say what it should. What comes out is read and compared before it takes the file's place.
 */
final class Saving {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Desired running;
    private final byte[] octets;
    private final FileDocument result;

    private Saving(final Desired running, final byte[] octets, final FileDocument result) {
        this.running = running;
        this.octets = octets;
        this.result = result;
    }

    /**
     * Finds out what to write.
     *
     * @throws ChangeRefusedException if the file is not as it was when it was read, or is written in a way that cannot be changed
     *     here
     */
    static Saving of(final Desired running) throws ChangeRefusedException {
        final byte[] before = unchanged(running.base());
        if (running.unsaved().isEmpty()) {
            return new Saving(running, before, running.base());
        }
        final String old = new String(before, StandardCharsets.UTF_8);
        final String mark = old.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
        for (final boolean isWhole : new boolean[] {false, true}) {
            final Optional<String> text = edited(running, old.substring(mark.length()), isWhole);
            final byte[] after = (mark + text.orElse("")).getBytes(StandardCharsets.UTF_8);
            final Optional<FileDocument> document = read(running, after);
            if (document.isPresent()) {
                return new Saving(running, after, document.get());
            }
        }
        throw new ChangeRefusedException(
                Kind.NOT_CARRIED_OUT,
                List.of(
                        "%s is written in a way that cannot be changed in place (aliases, or lists in an unusual form); change %s by hand, then reload"
                                .formatted(running.base().file(), String.join(", ", running.unsaved()))));
    }

    private static byte[] unchanged(final FileDocument base) throws ChangeRefusedException {
        try {
            final byte[] octets = YamlFile.octets(base.file());
            if (!FileDocument.fingerprint(octets).equals(base.fingerprint())) {
                throw new ChangeRefusedException(
                        Kind.CONFLICT,
                        List.of("%s has been changed since it was read; reload it first".formatted(base.file())));
            }
            return octets;
        } catch (final ConfigurationException unreadable) {
            throw new ChangeRefusedException(Kind.NOT_CARRIED_OUT, List.of(unreadable.getMessage()));
        }
    }

    private static Optional<String> edited(final Desired running, final String old, final boolean isWhole) {
        try {
            final ConfigurationText text = new ConfigurationText(old);
            for (final Map.Entry<String, ServiceEdit> edit :
                    running.overlay().services().entrySet()) {
                final String service = edit.getKey();
                if (edit.getValue().isRemoved()) {
                    text.remove(service);
                } else if (isWhole || edit.getValue().definition().isPresent()) {
                    text.put(service, running.byName().get(service).item().json());
                } else {
                    text.change(service, edit.getValue());
                }
            }
            return Optional.of(text.text());
        } catch (final AwkwardTextException awkward) {
            return Optional.empty();
        }
    }

    /** The document, if it says what runs and nothing else. */
    private static Optional<FileDocument> read(final Desired running, final byte[] octets) {
        final Path file = running.base().file();
        try {
            final YamlNode root = YamlFile.parse(file.toString(), octets);
            final CheckedConfiguration checked = ConfigurationFile.check(root, file.toString());
            final Configuration says = checked.configuration();
            final Configuration was = running.base().checked().configuration();
            final boolean isSame = says.node().equals(was.node())
                    && says.dpdk().equals(was.dpdk())
                    && says.health().equals(running.health())
                    && byName(says.services()).equals(wanted(running));
            return isSame ? Optional.of(FileDocument.of(file, octets, root, checked)) : Optional.empty();
        } catch (final ConfigurationException notUsable) {
            return Optional.empty();
        }
    }

    private static Map<String, Service> byName(final List<Service> services) {
        return services.stream().collect(Collectors.toMap(Service::name, Function.identity()));
    }

    private static Map<String, Service> wanted(final Desired running) {
        return running.byName().values().stream()
                .map(DesiredService::service)
                .collect(Collectors.toMap(Service::name, Function.identity()));
    }

    /** The services that stand in the file otherwise than before. */
    List<String> services() {
        return running.unsaved();
    }

    /**
     * Writes it.
     *
     * @return what runs, now without changes that the file does not have
     * @throws ChangeRefusedException if it cannot be written
     */
    Desired write() throws ChangeRefusedException {
        try {
            AtomicFile.write(result.file(), octets);
            return Desired.of(result, running.overlay().saved());
        } catch (final IOException e) {
            throw new ChangeRefusedException(
                    Kind.NOT_CARRIED_OUT,
                    List.of("%s cannot be written: %s; give the controller the right to".formatted(result.file(), e)));
        } catch (final ConfigurationException impossible) {
            throw new AssertionError("it has just been checked", impossible);
        }
    }
}
