package io.guideway.controller.vip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.packet.IpAddress;
import java.util.HexFormat;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FlowTest {
    @Test
    void itIsTheVipAndThePortItComesFrom() {
        assertEquals(
                Optional.of(new Flow(IpAddress.parse("203.0.113.10"), 61000)),
                flow("4500001c00014000 40110000 0a000002 cb00710a ee48003500080000"));
        assertEquals(
                Optional.of(new Flow(IpAddress.parse("2001:db8::53"), 61000)),
                flow("60000000 00081140 fd000000000000000000000000000002 20010db8000000000000000000000053"
                        + " ee48003500080000"));
    }

    @Test
    void optionsAreReadOver() {
        assertEquals(
                Optional.of(new Flow(IpAddress.parse("203.0.113.10"), 61000)),
                flow("4600002000014000 40060000 0a000002 cb00710a 01010101 ee48003500080000"));
    }

    @Test
    void whatHasNoPortsHasNoFlow() {
        assertEquals(Optional.empty(), flow(""));
        assertEquals(Optional.empty(), flow("4500001c00014000 40010000 0a000002 cb00710a ee48003500080000"));
        assertEquals(Optional.empty(), flow("4500001c00010003 40110000 0a000002 cb00710a ee48003500080000"));
        assertEquals(Optional.empty(), flow("4f00001c00014000 40110000 0a000002 cb00710a ee48003500080000"));
    }

    @Property
    void noiseHarmsNothing(@ForAll @Size(max = 80) final byte[] noise) {
        Flow.of(noise, noise.length);
    }

    private static Optional<Flow> flow(final String hexadecimal) {
        final byte[] packet = HexFormat.of().parseHex(hexadecimal.replace(" ", ""));
        return Flow.of(packet, packet.length);
    }
}
