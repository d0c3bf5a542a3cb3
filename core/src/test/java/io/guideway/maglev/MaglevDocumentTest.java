package io.guideway.maglev;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.DocTable;
import io.guideway.packet.IpAddress;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaglevDocumentTest {
    @ParameterizedTest
    @MethodSource("permutations")
    void everyPermutationOfTheDocumentHolds(final List<String> row) {
        final Candidate candidate = candidate(row.get(0), 1);
        assertEquals(row.get(1), candidate.identity());
        try (IdentityHash hash = new IdentityHash()) {
            final Permutation permutation = hash.permutation(candidate, 65537);
            assertEquals(row.get(4), String.valueOf(permutation.offset()));
            assertEquals(row.get(5), String.valueOf(permutation.skip()));
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyTableOfTheDocumentHolds(final List<String> row) {
        final List<Candidate> candidates = Stream.of(row.get(1).split(", "))
                .map(backend -> backend.split("="))
                .map(backend -> candidate(backend[0], Integer.parseInt(backend[1])))
                .toList();
        final String table = Arrays.stream(Candidates.table(candidates, Integer.parseInt(row.get(0))))
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(" "));
        assertEquals(row.get(2), table);
    }

    static Stream<List<String>> permutations() throws IOException {
        return DocTable.rows("maglev.md", "address").stream();
    }

    static Stream<List<String>> tables() throws IOException {
        return DocTable.rows("maglev.md", "M").stream();
    }

    private static Candidate candidate(final String literal, final int weight) {
        final IpAddress address = IpAddress.parse(literal);
        return new Candidate(address.high(), address.low(), weight);
    }
}
