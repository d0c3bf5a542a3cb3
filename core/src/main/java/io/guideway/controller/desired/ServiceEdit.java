package io.guideway.controller.desired;

import io.guideway.packet.IpAddress;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What was said of a service by command. Immutable.
 *
 * @param isRemoved whether it shall not be there; nothing else is said then
 * @param definition what stands in place of the file's, as it was given; empty: what the file says
 * @param backends what was said of its backends after that
 */
public record ServiceEdit(boolean isRemoved, Optional<String> definition, SortedMap<IpAddress, BackendEdit> backends) {
    /** It shall not be there. */
    public static final ServiceEdit REMOVED = new ServiceEdit(true, Optional.empty(), Map.of());

    /** Nothing was said. */
    static final ServiceEdit NONE = new ServiceEdit(false, Optional.empty(), Map.of());

    /** Takes a copy. */
    public ServiceEdit {
        backends = Collections.unmodifiableSortedMap(new TreeMap<>(backends));
    }

    /** The same of backends in any order. */
    public ServiceEdit(
            final boolean isRemoved, final Optional<String> definition, final Map<IpAddress, BackendEdit> backends) {
        this(isRemoved, definition, new TreeMap<>(backends));
    }

    /** It shall be as this says. */
    public static ServiceEdit put(final String definition) {
        return new ServiceEdit(false, Optional.of(definition), Map.of());
    }

    /** This, and what was said of a backend changed. */
    ServiceEdit with(final IpAddress backend, final UnaryOperator<Optional<BackendEdit>> change) {
        final SortedMap<IpAddress, BackendEdit> changed = new TreeMap<>(backends);
        change.apply(Optional.ofNullable(backends.get(backend)))
                .ifPresentOrElse(edit -> changed.put(backend, edit), () -> changed.remove(backend));
        return new ServiceEdit(isRemoved, definition, changed);
    }

    /** Whether it leaves everything as the file says. */
    public boolean isEmpty() {
        return !isRemoved && definition.isEmpty() && backends.isEmpty();
    }
}
