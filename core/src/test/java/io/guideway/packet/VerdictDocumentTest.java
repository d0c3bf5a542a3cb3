package io.guideway.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.DocTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/packets.md names every verdict, in order. */
class VerdictDocumentTest {
    @Test
    void everyVerdictIsInTheTable() throws IOException {
        final List<String> documented = DocTable.rows("packets.md", "verdict").stream()
                .map(List::getFirst)
                .toList();
        assertEquals(Arrays.stream(Verdict.values()).map(Verdict::text).toList(), documented);
    }
}
