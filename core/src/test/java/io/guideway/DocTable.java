package io.guideway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Tables of docs/, read by the tests that hold the code to them. */
public final class DocTable {
    private DocTable() {}

    /**
     * The rows of the table whose first column is headed {@code firstColumn}, without backquotes.
     *
     * @throws IllegalArgumentException if the document has no such table, or it has no rows
     */
    public static List<List<String>> rows(final String document, final String firstColumn) throws IOException {
        final List<List<String>> rows = Files.readAllLines(Path.of("..", "docs", document)).stream()
                .dropWhile(line -> !line.startsWith("| " + firstColumn + " |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(DocTable::cells)
                .toList();
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("%s has no rows under '%s'".formatted(document, firstColumn));
        }
        return rows;
    }

    private static List<String> cells(final String line) {
        return Arrays.stream(line.substring(1).split("\\|"))
                .map(cell -> cell.replace("`", "").strip())
                .toList();
    }
}
