package io.guideway.bench.change;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.bench.change.ChangingSite.Kind;
import io.guideway.service.Backend;
import io.guideway.service.Service;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangingSiteTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyChangeConcernsOneBackend(final boolean mixed) {
        final ChangingSite site = new ChangingSite(3, 4, mixed, 251);
        for (int change = 1; change <= 100; change++) {
            final Set<Backend> before = backends(site.after(change - 1));
            final Set<Backend> after = backends(site.after(change));
            final Set<Backend> gone = new HashSet<>(before);
            gone.removeAll(after);
            final Set<Backend> come = new HashSet<>(after);
            come.removeAll(before);
            final Kind kind = ChangingSite.kind(change);
            assertEquals(kind == Kind.ADDED ? 0 : 1, gone.size(), kind.text());
            assertEquals(kind == Kind.REMOVED ? 0 : 1, come.size(), kind.text());
        }
    }

    private static Set<Backend> backends(final List<Service> services) {
        final Set<Backend> all = new HashSet<>();
        services.forEach(service -> all.addAll(service.backends()));
        return all;
    }
}
