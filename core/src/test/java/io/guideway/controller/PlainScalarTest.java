package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeType;

class PlainScalarTest {
    @ParameterizedTest
    @CsvSource({
        "'', NULL, ''",
        "~, NULL, ''",
        "null, NULL, ''",
        "true, BOOLEAN, true",
        "False, BOOLEAN, false",
        "yes, STRING, yes",
        "off, STRING, off",
        "80, NUMBER, 80",
        "-1, NUMBER, -1",
        "010, NUMBER, 10",
        "0o17, NUMBER, 15",
        "0x1F, NUMBER, 31",
        "1.5, NUMBER, 1.5",
        "12345678901234567890123456789012, NUMBER, 12345678901234567890123456789012",
        "1e999, STRING, 1e999",
        ".inf, STRING, .inf",
        ".nan, STRING, .nan",
        "02:00:00:00:00:01, STRING, 02:00:00:00:00:01",
        "10.0.0.1, STRING, 10.0.0.1",
        "fd00::1, STRING, fd00::1",
        "1_000, STRING, 1_000"
    })
    void aPlainWordMeansWhatTheCoreSchemaSays(final String word, final JsonNodeType type, final String value) {
        assertEquals(type, PlainScalar.json(word).getNodeType());
        assertEquals(value, PlainScalar.json(word).asString());
    }

    @Test
    void anEndlessNumberIsText() {
        assertEquals(
                JsonNodeType.STRING, PlainScalar.json("9".repeat(1_000_000)).getNodeType());
    }
}
