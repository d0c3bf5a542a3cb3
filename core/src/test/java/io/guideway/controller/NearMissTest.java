package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMissTest {
    private static final List<String> KNOWN = List.of("name", "vip", "table-size", "mode", "backends");

    @ParameterizedTest
    @CsvSource({
        "tabel-size, table-size",
        "table_size, table-size",
        "tableSize, table-size",
        "backend, backends",
        "Name, name",
        "vpi, vip",
        "mod, mode"
    })
    void aTypingErrorIsUnderstood(final String word, final String meant) {
        assertEquals(Optional.of(meant), NearMiss.of(word, KNOWN));
    }

    @Test
    void aStrangerIsNot() {
        assertEquals(Optional.empty(), NearMiss.of("weight", KNOWN));
        assertEquals(Optional.empty(), NearMiss.of("", KNOWN));
        assertEquals(Optional.empty(), NearMiss.of("name".repeat(1_000_000), KNOWN));
    }
}
