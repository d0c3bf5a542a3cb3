package io.guideway.controller.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.guideway.service.Ports;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

/** As in the configuration: a number where there is one port. */
class PortsJsonTest {
    @ParameterizedTest
    @CsvSource({"80, 80", "65535, 65535", "8000-8999, \"8000-8999\"", "all, \"all\""})
    void portsAreWrittenAndReadAsInTheConfiguration(final String ports, final String json) {
        assertEquals(json, ApiJson.mapper().writeValueAsString(Ports.parse(ports)));
        assertEquals(Ports.parse(ports), ApiJson.mapper().readValue(json, Ports.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "\"9-8\"", "\"\"", "true", "[]", "1.5"})
    void whatIsNoPortIsRefused(final String json) {
        assertThrows(JacksonException.class, () -> ApiJson.mapper().readValue(json, Ports.class));
    }
}
