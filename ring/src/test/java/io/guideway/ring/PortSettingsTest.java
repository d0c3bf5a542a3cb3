package io.guideway.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortSettingsTest {

    @Test
    void everyWorkerGetsAQueueEachWay() {
        final PortSettings settings = PortSettings.forWorkers(3).withMtu(9000).withPromiscuous(true);
        assertEquals(new PortSettings(3, 3, 1024, 1024, 9000, true, List.of()), settings);
    }

    @Test
    void numbersOutOfRangeNameTheirRange() {
        final var e = assertThrows(IllegalArgumentException.class, () -> PortSettings.forWorkers(0));
        assertEquals("rxQueues is 0; give 1 to 65535", e.getMessage());
        assertThrows(
                IllegalArgumentException.class, () -> PortSettings.forWorkers(1).withMtu(67));
        assertThrows(
                IllegalArgumentException.class,
                () -> new PortSettings(1, 1, 512, 512, 1500, false, Collections.nCopies(65, (byte) 0)));
    }
}
