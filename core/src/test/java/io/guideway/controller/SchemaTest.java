package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SchemaTest {
    /** What {@link SchemaComplaint} has words for, and what never fails by itself. */
    private static final Set<String> KEYWORDS = Set.of(
            "$schema",
            "$id",
            "$defs",
            "$ref",
            "title",
            "description",
            "examples",
            "default",
            "properties",
            "items",
            "type",
            "additionalProperties",
            "propertyNames",
            "required",
            "enum",
            "pattern",
            "format",
            "minimum",
            "maximum",
            "minItems",
            "maxItems");

    private final JsonNode schema = read();

    @Test
    void itIsAValidSchemaOfItsDraft() {
        assertEquals(
                "https://json-schema.org/draft/2020-12/schema",
                schema.path("$schema").asString());
        final var metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(schema.path("$schema").asString()));
        assertEquals(List.of(), metaSchema.validate(schema.toString(), InputFormat.JSON));
    }

    @Test
    void everyMappingIsClosed() {
        final List<JsonNode> open = rules(schema)
                .filter(rule -> rule.path("type").asString("").equals("object"))
                .filter(rule -> !rule.has("additionalProperties"))
                .toList();
        assertEquals(List.of(), open);
    }

    @Test
    void everyRuleSaysWhatItIsForAndGivesAnExample() {
        for (final JsonNode rule : rules(schema).skip(1).toList()) {
            assertTrue(rule.has("$ref") || rule.has("description") && rule.has("examples"), rule::toString);
        }
    }

    @Test
    void everyRequiredKeyGivesAnExampleWhereItIsRequired() {
        for (final JsonNode rule :
                rules(schema).filter(node -> node.has("required")).toList()) {
            rule.path("required")
                    .valueStream()
                    .forEach(key -> assertTrue(
                            rule.path("properties").path(key.asString()).has("examples"), key::asString));
        }
    }

    @Test
    void everyNumberHasBothEnds() {
        for (final JsonNode rule : rules(schema)
                .filter(node -> node.path("type").toString().contains("integer"))
                .toList()) {
            assertTrue(rule.has("minimum") && rule.has("maximum"), rule::toString);
        }
    }

    @Test
    void everyKeywordHasItsWords() {
        final Set<String> unknown = new TreeSet<>();
        rules(schema).forEach(rule -> unknown.addAll(rule.propertyNames()));
        unknown.removeAll(KEYWORDS);
        assertEquals(Set.of(), unknown);
    }

    private static Stream<JsonNode> rules(final JsonNode rule) {
        final Stream<JsonNode> below = Stream.of("properties", "$defs")
                .flatMap(name -> rule.path(name).valueStream())
                .flatMap(SchemaTest::rules);
        final Stream<JsonNode> items = rule.has("items") ? rules(rule.path("items")) : Stream.empty();
        return Stream.of(Stream.of(rule), below, items).flatMap(stream -> stream);
    }

    private static JsonNode read() {
        try (InputStream stream = SchemaCheck.class.getResourceAsStream("configuration.schema.json")) {
            return JsonMapper.shared().readTree(stream);
        } catch (final IOException e) {
            throw new AssertionError("the schema is a resource", e);
        }
    }
}
