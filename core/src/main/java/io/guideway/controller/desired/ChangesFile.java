package io.guideway.controller.desired;

import io.guideway.controller.operate.AdminState;
import io.guideway.packet.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where an {@link Overlay} outlives the controller: one JSON object (docs/operating.md), replaced as a whole and on the disk
 * when {@link #write} returns. One thread at a time.
 */
public final class ChangesFile {
    private static final int VERSION = 1;
    private static final long LARGEST_BYTES = 64 << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;

    /** @param file its folder exists or can be made */
    public ChangesFile(final Path file) {
        this.file = file;
    }

    /** Where it is. */
    public Path path() {
        return file;
    }

    /**
     * What was written last; empty if nothing was.
     *
     * @throws IOException if it cannot be read, or is not what {@link #write} writes; the message says what is wrong
     */
    public Overlay read() throws IOException {
        try {
            if (Files.size(file) > LARGEST_BYTES) {
                throw new IOException("it is larger than %d MiB".formatted(LARGEST_BYTES >> 20));
            }
            return overlay(JSON.readTree(Files.readAllBytes(file)));
        } catch (final NoSuchFileException none) {
            return Overlay.EMPTY;
        } catch (final JacksonException e) {
            throw new IOException(
                    "it is not JSON at line %d, column %d"
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr()),
                    e);
        } catch (final IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Puts this in place of what was there.
     *
     * @throws IOException if that cannot be; what was there still is
     */
    public void write(final Overlay overlay) throws IOException {
        final Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        AtomicFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json(overlay)));
    }

    private static ObjectNode json(final Overlay overlay) {
        final ObjectNode root = JSON.createObjectNode().put("version", VERSION);
        final ArrayNode services = root.putArray("services");
        overlay.services().forEach((name, edit) -> write(services.addObject().put("service", name), edit));
        final ArrayNode states = root.putArray("states");
        overlay.states()
                .byService()
                .forEach((service, backends) -> backends.forEach((backend, state) -> states.addObject()
                        .put("service", service)
                        .put("backend", backend.toString())
                        .put("state", state.toString())));
        return root;
    }

    private static void write(final ObjectNode to, final ServiceEdit edit) {
        if (edit.isRemoved()) {
            to.put("removed", true);
            return;
        }
        edit.definition().ifPresent(definition -> to.put("definition", definition));
        final ArrayNode backends = to.putArray("backends");
        edit.backends().forEach((address, said) -> {
            final ObjectNode backend = backends.addObject().put("address", address.toString());
            switch (said.kind()) {
                case PUT -> backend.put("put", said.weight());
                case WEIGHT -> backend.put("weight", said.weight());
                case REMOVED -> backend.put("removed", true);
            }
        });
    }

    private static Overlay overlay(final JsonNode root) {
        if (integer(root, "version") != VERSION) {
            throw new IllegalArgumentException(
                    "it has version %s, and this program knows version %d".formatted(root.get("version"), VERSION));
        }
        final SortedMap<String, ServiceEdit> services = new TreeMap<>();
        for (final JsonNode service : list(root, "services")) {
            services.put(text(service, "service"), edit(service));
        }
        AdminStates states = AdminStates.NONE;
        for (final JsonNode state : list(root, "states")) {
            states = states.with(
                    text(state, "service"),
                    IpAddress.parse(text(state, "backend")),
                    AdminState.valueOf(text(state, "state").toUpperCase(Locale.ROOT)));
        }
        return new Overlay(services, states);
    }

    private static ServiceEdit edit(final JsonNode service) {
        if (service.path("removed").booleanValue(false)) {
            return ServiceEdit.REMOVED;
        }
        final Map<IpAddress, BackendEdit> backends = new TreeMap<>();
        for (final JsonNode backend : list(service, "backends")) {
            backends.put(IpAddress.parse(text(backend, "address")), said(backend));
        }
        return new ServiceEdit(
                false,
                service.has("definition") ? Optional.of(text(service, "definition")) : Optional.empty(),
                backends);
    }

    private static BackendEdit said(final JsonNode backend) {
        if (backend.has("put")) {
            return BackendEdit.put(integer(backend, "put"));
        }
        return backend.has("weight") ? BackendEdit.weight(integer(backend, "weight")) : gone(backend);
    }

    private static BackendEdit gone(final JsonNode backend) {
        if (!backend.path("removed").booleanValue(false)) {
            throw new IllegalArgumentException(
                    "of backend %s it says neither put nor weight nor removed".formatted(backend.get("address")));
        }
        return BackendEdit.GONE;
    }

    private static JsonNode list(final JsonNode parent, final String key) {
        final JsonNode list = parent.path(key);
        if (!list.isArray()) {
            throw new IllegalArgumentException("it has no list '%s' where one belongs".formatted(key));
        }
        return list;
    }

    private static String text(final JsonNode parent, final String key) {
        final JsonNode text = parent.path(key);
        if (!text.isString()) {
            throw new IllegalArgumentException("it has no text '%s' where one belongs".formatted(key));
        }
        return text.stringValue();
    }

    private static int integer(final JsonNode parent, final String key) {
        final JsonNode number = parent.path(key);
        if (!number.isIntegralNumber() || !number.canConvertToInt()) {
            throw new IllegalArgumentException("it has no whole number '%s' where one belongs".formatted(key));
        }
        return number.intValue();
    }
}
