package io.guideway.ring;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What it does with packets is seen end to end, where there is a namespace to do it in. */
class TapDeviceTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "sixteen-octets--"})
    void aNameThatTheKernelCannotKeepIsRefused(final String name) {
        final var refused = assertThrows(IllegalArgumentException.class, () -> new TapDevice(name));
        assertTrue(refused.getMessage().contains("give it 1 to 15 octets"), refused.getMessage());
    }
}
