package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ForwarderCountersTest {
    private static final LabService SERVICE = LabService.OF_THE_DEMO.getFirst();
    private static final String TEXT = """
            {"generation":1,"received":30,
             "verdicts":{"forwarded":25,"answered":0,"kernel":0,"dropped":5},"drops":{"not-ip":5},
             "services":[{"name":"l2dsr-ipv4","packets":25,"bytes":2500,
                          "backends":[{"address":"10.77.0.11","packets":25,"bytes":2500}]}],
             "workers":[]}
            """;

    @Test
    void whatTheForwarderPrintsIsRead() {
        final ForwarderCounters counters = ForwarderCounters.parse(TEXT);
        assertEquals(30, counters.received());
        assertEquals(5, counters.dropped());
        assertEquals(Map.of("not-ip", 5L), counters.drops());
        assertEquals(25, counters.packets(SERVICE, LabHost.BACKENDS.get(0)));
    }

    @Test
    void aBackendThatIsNotThereHasNoPackets() {
        assertEquals(0, ForwarderCounters.parse(TEXT).packets(SERVICE, LabHost.BACKENDS.get(1)));
        assertEquals(
                0, ForwarderCounters.parse(TEXT).packets(LabService.OF_THE_DEMO.getLast(), LabHost.BACKENDS.get(0)));
    }

    @Test
    void anythingElseIsRefusedAndShown() {
        for (final String text : new String[] {"", "EAL: no memory", "{\"services\":[]}", "{\"services\":[{}]}"}) {
            final DemoException refused = assertThrows(DemoException.class, () -> ForwarderCounters.parse(text));
            assertTrue(refused.getMessage().endsWith(text), refused.getMessage());
        }
    }
}
