package io.guideway.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class EalArgumentsTest {

    @Test
    void withoutHugePagesInMemoryGivesWayToWhatEalTakesBesideNoHuge() {
        assertEquals(
                List.of("--no-pci", "--no-huge", "--no-shconf", "--no-telemetry", "-m", "512"),
                EalArguments.withoutHugePages(List.of("--in-memory", "--no-pci"), 512));
    }

    @Test
    void whatIsThereAlreadyStays() {
        final List<String> arguments = List.of("--no-huge", "--no-telemetry", "--no-shconf", "-m128");
        assertEquals(arguments, EalArguments.withoutHugePages(arguments, 512));
    }

    @Test
    void oneLcoreOnAllCpusIsNamedWhereNoneIs() {
        final List<String> arguments = EalArguments.withOneLcore(List.of("--log-level=error", "--legacy-mem"));
        assertEquals(3, arguments.size());
        assertTrue(arguments.getLast().matches("--lcores=0@\\(\\d[\\d,-]*\\)"), arguments.getLast());
    }

    @Test
    void namedLcoresStay() {
        for (final String named : List.of("-l", "-l0,1", "-c", "-c3", "--lcores", "--lcores=0@1")) {
            assertEquals(List.of("--no-pci", named), EalArguments.withOneLcore(List.of("--no-pci", named)));
        }
    }
}
