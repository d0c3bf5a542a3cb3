package io.guideway.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.DocTable;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HashDocumentTest {
    @ParameterizedTest
    @MethodSource("vectors")
    void everyVectorOfTheDocumentHolds(final List<String> row) {
        final FlowHash hash = Seed.hash(HexFormat.of().parseHex(row.get(0)));
        final String form = row.get(1);
        final Tuple tuple = new Tuple(
                address(row.get(2)),
                Integer.parseInt(row.get(3)),
                address(row.get(4)),
                Integer.parseInt(row.get(5)),
                Integer.parseInt(row.get(6)));
        assertEquals(row.get(7), HexFormat.of().formatHex(tuple.flowKey(form)));
        final long inPlace = tuple.hashInPlace(hash, form);
        assertEquals(row.get(8), "%016x".formatted(inPlace));
        assertEquals(row.get(9), String.valueOf(FlowHash.slot(inPlace, 65537)));
    }

    static Stream<List<String>> vectors() throws IOException {
        return DocTable.rows("hash.md", "seed").stream();
    }

    private static byte[] address(final String literal) {
        return InetAddress.ofLiteral(literal).getAddress();
    }
}
