package io.guideway.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressTest {
    @Property
    void whatIsWrittenIsRead(@ForAll @LongRange(max = 0xFFFF_FFFF_FFFFL) final long mac) {
        final String text = MacAddress.text(mac);
        assertTrue(text.matches("[0-9a-f]{2}(:[0-9a-f]{2}){5}"), text);
        assertEquals(mac, MacAddress.parse(text));
        assertEquals(mac, MacAddress.parse(text.toUpperCase(Locale.ROOT)));
    }

    @Test
    void theFirstOctetOnTheWireIsTheHighest() {
        assertEquals(0x0200_5E10_2030L, MacAddress.parse("02:00:5e:10:20:30"));
        assertEquals("02:00:5e:10:20:30", MacAddress.text(0x0200_5E10_2030L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "02:00:00:00:00",
                "02:00:00:00:00:01:02",
                "2:0:0:0:0:1",
                "02-00-00-00-00-01",
                "0200.0000.0001",
                "02:00:00:00:00:0g"
            })
    void whatIsNoEthernetAddressIsRefusedByName(final String text) {
        final IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> MacAddress.parse(text));
        assertTrue(refusal.getMessage().contains("'" + text + "'"), refusal::getMessage);
    }
}
