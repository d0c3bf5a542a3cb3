package io.guideway.forward;

import io.guideway.packet.CaptureFilter;
import io.guideway.packet.IpAddress;
import io.guideway.packet.Verdict;
import io.guideway.service.Generation;
import io.guideway.service.Service;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a capture asks for, in the numbers of one generation: a service or backend that the generation does not have is asked for in
 * vain. Made once a generation and never changed; all workers read it.
 */
public final class CaptureScope {
    private static final int ANY = -1;
    private static final int NOBODY = -2;
    private static final byte[] NO_NAME = {};

    private final Generation generation;
    private final int service;
    private final int verdict;
    private final boolean asksForBackend;
    private final long backendHigh;
    private final long backendLow;
    private final byte[][] names;

    /** @param generation that the packets go by; not closed before nobody uses this */
    public CaptureScope(final Generation generation, final CaptureFilter filter) {
        this.generation = generation;
        service =
                filter.service().map(name -> index(generation.services(), name)).orElse(ANY);
        verdict = filter.verdict().map(Verdict::ordinal).orElse(ANY);
        asksForBackend = filter.backend().isPresent();
        final IpAddress backend = filter.backend().orElse(new IpAddress(0, 0));
        backendHigh = backend.high();
        backendLow = backend.low();
        names = generation.services().stream()
                .map(one -> one.name().getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    /**
     * Of a generation that has what is asked for.
     *
     * @throws IllegalArgumentException if it has no such service or backend
     */
    public static CaptureScope asked(final Generation generation, final CaptureFilter filter) {
        filter.service().ifPresent(name -> requireService(generation, name));
        filter.backend().ifPresent(address -> requireBackend(generation, filter.service(), address));
        return new CaptureScope(generation, filter);
    }

    private static void requireService(final Generation generation, final String name) {
        if (index(generation.services(), name) == NOBODY) {
            throw new IllegalArgumentException("there is no service '%s'; status lists them".formatted(name));
        }
    }

    private static void requireBackend(
            final Generation generation, final Optional<String> service, final IpAddress address) {
        final Stream<Service> asked = generation.services().stream()
                .filter(one -> service.isEmpty() || one.name().equals(service.get()));
        if (asked.flatMap(one -> one.backends().stream())
                .noneMatch(backend -> backend.address().equals(address))) {
            throw new IllegalArgumentException("there is no backend %s%s; status lists them"
                    .formatted(
                            address, service.map(" of service '%s'"::formatted).orElse("")));
        }
    }

    private static int index(final List<Service> services, final String name) {
        for (int i = 0; i < services.size(); i++) {
            if (services.get(i).name().equals(name)) {
                return i;
            }
        }
        return NOBODY;
    }

    /** Whether a packet is asked for, as far as its headers do not tell. */
    boolean matches(final Batch batch, final int i) {
        return (verdict == ANY || verdict == batch.verdict(i))
                && (service == ANY || service == batch.service(i))
                && (!asksForBackend || isFor(batch.backend(i)));
    }

    private boolean isFor(final int backend) {
        if (backend == Batch.NONE) {
            return false;
        }
        final IpAddress address = generation.backend(backend).address();
        return address.low() == backendLow && address.high() == backendHigh;
    }

    /** The address of a packet's backend. */
    IpAddress backend(final int number) {
        return generation.backend(number).address();
    }

    /** The name of a packet's service in UTF-8, or nothing; not to be changed. */
    byte[] name(final int number) {
        return number == Batch.NONE ? NO_NAME : names[number];
    }
}
