package io.guideway.wire;

import io.guideway.service.Service;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Take up these services: all of them, or what differs from a generation that the forwarder has. {@link #onto} gives the
 * services either way. The forwarder answers with {@link Adopted} or {@link Refused}. A preparation says that they are coming; it
 * is not answered, and whatever generation comes next ends it.
 *
 * @param number of the generation, from 1
 * @param base number of the generation that this is told as a change of; 0: all services are here
 * @param digest of all services of the generation
 * @param removed names of the base's services that are no more
 * @param services those that are new or changed, whole; with base 0, all
 * @param isPreparation whether they are only coming
 */
public record NewGeneration(
        long number, long base, Digest digest, List<String> removed, List<Service> services, boolean isPreparation)
        implements Command {
    /** Takes copies. */
    public NewGeneration {
        removed = List.copyOf(removed);
        services = List.copyOf(services);
    }

    /** A generation with all its services. */
    public static NewGeneration whole(final long number, final ServiceSet services) {
        return new NewGeneration(number, 0, services.digest(), List.of(), services.services(), false);
    }

    /** A generation as a change of another. */
    public static NewGeneration change(
            final long number, final ServiceSet services, final long base, final ServiceSet baseServices) {
        final Map<String, Service> before = new HashMap<>();
        baseServices.services().forEach(service -> before.put(service.name(), service));
        final Set<String> names = new HashSet<>();
        services.services().forEach(service -> names.add(service.name()));
        return new NewGeneration(
                number,
                base,
                services.digest(),
                before.keySet().stream()
                        .filter(name -> !names.contains(name))
                        .sorted()
                        .toList(),
                services.services().stream()
                        .filter(service -> !service.equals(before.get(service.name())))
                        .toList(),
                false);
    }

    /** The same, that it is coming. */
    public NewGeneration preparation() {
        return new NewGeneration(number, base, digest, removed, services, true);
    }

    /**
     * All services of the generation.
     *
     * @param current number of the forwarder's generation
     * @param currentServices its services
     * @throws RefusedGenerationException if this is a change of another generation, if the services contradict each other, or
     *     if they have another digest than they should
     */
    public ServiceSet onto(final long current, final ServiceSet currentServices) throws RefusedGenerationException {
        if (base != 0 && base != current) {
            throw new RefusedGenerationException(
                    this,
                    Refused.Cause.OTHER_BASE,
                    "generation %d is a change of %d, and the current one is %d; send all services"
                            .formatted(number, base, current));
        }
        final ServiceSet set = together(base == 0 ? ServiceSet.EMPTY : currentServices);
        if (!set.digest().equals(digest)) {
            throw new RefusedGenerationException(
                    this,
                    base == 0 ? Refused.Cause.NOT_ADOPTABLE : Refused.Cause.OTHER_BASE,
                    "generation %d has digest %s here and should have %s; send all services"
                            .formatted(number, set.digest(), digest));
        }
        return set;
    }

    private ServiceSet together(final ServiceSet before) throws RefusedGenerationException {
        try {
            return before.with(removed, services);
        } catch (final IllegalArgumentException contradiction) {
            throw new RefusedGenerationException(
                    this,
                    Refused.Cause.NOT_ADOPTABLE,
                    "generation %d: %s".formatted(number, contradiction.getMessage()));
        }
    }
}
