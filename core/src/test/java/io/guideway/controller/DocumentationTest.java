package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DocumentationTest {
    private static final String BEGIN = "<!-- example: a test reads this block -->\n```yaml\n";

    @Test
    void theExampleInTheDocumentationIsAcceptedWithoutWarnings() throws Exception {
        final CheckedConfiguration checked = new Sample(example()).read();
        assertEquals(1, checked.configuration().services().size());
        assertEquals(2, checked.configuration().services().getFirst().backends().size());
        assertEquals(List.of(), checked.warnings().stream().map(Problem::path).toList());
    }

    @Test
    void everyKeyOfHealthIsDescribed() throws Exception {
        final String page = page();
        final JsonNode keys;
        try (InputStream schema = DocumentationTest.class.getResourceAsStream("configuration.schema.json")) {
            keys = JsonMapper.shared().readTree(schema).at("/$defs/health/properties");
        }
        assertFalse(keys.isEmpty());
        for (final String key : keys.propertyNames()) {
            assertTrue(page.contains("`" + key + "`"), key);
        }
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "configuration.md"));
    }

    private static String example() throws IOException {
        final String page = page();
        final int begin = page.indexOf(BEGIN);
        assertTrue(begin >= 0, "the page has its example");
        return page.substring(begin + BEGIN.length(), page.indexOf("```", begin + BEGIN.length()));
    }
}
