package io.guideway.controller.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.controller.operate.AdminState;
import io.guideway.controller.operate.Change;
import io.guideway.packet.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes made by command, by themselves and in the file that keeps them. */
class OverlayTest {
    private static final IpAddress A = IpAddress.parse("10.0.1.1");

    @TempDir
    private Path directory;

    @Provide
    Arbitrary<Change> changes() {
        final Arbitrary<String> service = Arbitraries.of("web", "dns", "ä \"quoted\" name");
        final Arbitrary<IpAddress> backend =
                Arbitraries.of("10.0.1.1", "10.0.1.2", "fd00::1").map(IpAddress::parse);
        final Arbitrary<Integer> weight = Arbitraries.integers().between(0, 1_000_000);
        return Arbitraries.oneOf(
                Combinators.combine(service, Arbitraries.strings().ascii()).as(Change.PutService::new),
                service.map(Change.RemoveService::new),
                Combinators.combine(service, backend, weight).as(Change.PutBackend::new),
                Combinators.combine(service, backend).as(Change.RemoveBackend::new),
                Combinators.combine(service, backend, weight).as(Change.SetWeight::new),
                Combinators.combine(service, backend, Arbitraries.of(AdminState.class))
                        .as(Change.SetState::new));
    }

    @Provide
    Arbitrary<List<Change>> histories() {
        return changes().list().ofMaxSize(12);
    }

    private static Overlay after(final List<Change> changes) {
        Overlay overlay = Overlay.EMPTY;
        for (final Change change : changes) {
            overlay = overlay.with(change);
        }
        return overlay;
    }

    @Property
    void aChangeThatIsMadeTwiceIsMadeOnce(
            @ForAll("histories") final List<Change> history, @ForAll("changes") final Change change) {
        final Overlay once = after(history).with(change);
        assertEquals(once, once.with(change));
    }

    @Property
    void changesOfDifferentThingsMayComeInAnyOrder(
            @ForAll("histories") final List<Change> history,
            @ForAll("changes") final Change first,
            @ForAll("changes") final Change second) {
        if (areIndependent(first, second)) {
            final Overlay before = after(history);
            assertEquals(before.with(first).with(second), before.with(second).with(first));
        }
    }

    private static boolean areIndependent(final Change first, final Change second) {
        final Optional<IpAddress> one = backend(first);
        final Optional<IpAddress> other = backend(second);
        return !first.service().equals(second.service()) || one.isPresent() && other.isPresent() && !one.equals(other);
    }

    private static Optional<IpAddress> backend(final Change change) {
        return switch (change) {
            case final Change.PutService _, final Change.RemoveService _ -> Optional.empty();
            case final Change.PutBackend put -> Optional.of(put.backend());
            case final Change.RemoveBackend remove -> Optional.of(remove.backend());
            case final Change.SetWeight set -> Optional.of(set.backend());
            case final Change.SetState set -> Optional.of(set.backend());
        };
    }

    @Property
    void whatIsSavedLeavesNothingButTheOperatorsWord(@ForAll("histories") final List<Change> history) {
        final Overlay overlay = after(history);
        assertEquals(0, overlay.saved().unsaved());
        assertEquals(overlay.states(), overlay.saved().states());
        assertEquals(overlay.services().isEmpty(), overlay.unsaved() == 0);
    }

    @Property(tries = 100)
    void theFileKeepsEverything(@ForAll("histories") final List<Change> history) throws IOException {
        final Path folder = Files.createTempDirectory("guideway");
        try {
            final ChangesFile file = new ChangesFile(folder.resolve("changes.json"));
            final Overlay overlay = after(history);
            file.write(overlay);
            assertEquals(overlay, file.read());
        } finally {
            Files.delete(folder.resolve("changes.json"));
            Files.delete(folder);
        }
    }

    @Test
    void aBackendThatWasPutStaysPutWithAnotherWeight() {
        final Overlay overlay = after(List.of(new Change.PutBackend("web", A, 3), new Change.SetWeight("web", A, 5)));
        final SortedMap<IpAddress, BackendEdit> expected = new TreeMap<>();
        expected.put(A, BackendEdit.put(5));
        assertEquals(expected, overlay.edit("web").backends());
    }

    @Test
    void aServiceThatIsRemovedTakesTheWordOnItsBackendsAlong() {
        final Overlay overlay =
                after(List.of(new Change.SetState("web", A, AdminState.DRAINING), new Change.RemoveService("web")));
        assertEquals(AdminState.ENABLED, overlay.states().of("web", A));
        assertEquals(AdminStates.NONE, overlay.states());
    }

    @Test
    void theFileIsItsOwnersAloneAndNothingElseIsLeft() throws IOException {
        final Path path = directory.resolve("made/changes.json");
        final ChangesFile file = new ChangesFile(path);
        assertEquals(Overlay.EMPTY, file.read());
        file.write(Overlay.EMPTY.with(new Change.RemoveService("web")));
        file.write(Overlay.EMPTY.with(new Change.RemoveService("dns")));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        try (var files = Files.list(path.getParent())) {
            assertEquals(List.of(path), files.toList());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                                                                    | not JSON
            []                                                                   | no whole number 'version'
            {"version": 2, "services": [], "states": []}                         | version 2
            {"version": 1, "states": []}                                         | no list 'services'
            {"version": 1, "services": [{"service": 7}], "states": []}           | no text 'service'
            {"version": 1, "services": [{"service": "a", "backends": [{"address": "nowhere"}]}], "states": []} | nowhere
            {"version": 1, "services": [{"service": "a", "backends": [{"address": "10.0.0.1"}]}], "states": []} | neither put
            {"version": 1, "services": [], "states": [{"service": "a", "backend": "10.0.0.1", "state": "odd"}]} | ODD
            """)
    void aDamagedFileSaysWhatIsWrong(final String text, final String message) throws IOException {
        final Path path = directory.resolve("changes.json");
        Files.writeString(path, text);
        final IOException refused = assertThrows(IOException.class, new ChangesFile(path)::read);
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }
}
