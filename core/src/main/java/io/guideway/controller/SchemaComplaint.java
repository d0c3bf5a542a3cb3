package io.guideway.controller;

import com.networknt.schema.Error;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Says in our words what the schema validator found. What a value is for and what it looks like is taken from
 * {@code description} and {@code examples} of the rule that was broken.
 */
final class SchemaComplaint {
    private SchemaComplaint() {}

    /**
     * Complains about one error.
     *
     * @param at the value that breaks the rule
     * @param error the validator's finding
     * @param rule the subschema that {@code at} breaks
     */
    static void make(final Item at, final Error error, final JsonNode rule) {
        switch (error.getKeyword()) {
            case "additionalProperties" -> unknownKey(at.key(error.getProperty()), knownKeys(rule));
            case "propertyNames" -> notOne(at.key(error.getProperty()), rule.path("propertyNames"));
            case "required" ->
                missing(at.child(error.getProperty()), rule.path("properties").path(error.getProperty()));
            case "type" -> wrongType(at, rule);
            case "enum" -> unknownWord(at, texts(rule.path("enum")));
            case "pattern", "format" -> notOne(at, rule);
            case "minimum", "maximum" -> at.error("is out of range for " + description(rule), range(rule));
            case "minItems" -> at.error("is empty, but must be " + description(rule), write(rule));
            case "maxItems" ->
                at.error(
                        "is too long",
                        "give at most %s".formatted(rule.path("maxItems").asString()));
            default -> throw new AssertionError("no words for the schema's keyword " + error.getKeyword());
        }
    }

    private static void unknownKey(final Item key, final List<String> known) {
        key.error(
                "unknown key",
                NearMiss.of(key.text(), known)
                        .map("did you mean '%s'?"::formatted)
                        .orElse("remove it; known here: " + String.join(", ", known)));
    }

    private static void unknownWord(final Item at, final List<String> known) {
        at.error(
                "is not one of " + String.join(", ", known),
                NearMiss.of(at.text(), known)
                        .map("did you mean '%s'?"::formatted)
                        .orElse("write one of these"));
    }

    private static void notOne(final Item at, final JsonNode rule) {
        at.error("is not " + description(rule), write(rule));
    }

    private static void missing(final Item absent, final JsonNode rule) {
        absent.error("is missing", "add it, for example " + example(rule));
    }

    private static void wrongType(final Item at, final JsonNode rule) {
        final JsonNode value = at.json();
        final boolean quotesMissing = isText(rule) && (value.isNumber() || value.isBoolean());
        at.error(
                "is %s, but must be %s".formatted(kind(value), description(rule)),
                quotesMissing ? "put it in quotes, since YAML takes it for " + kind(value) : write(rule));
    }

    private static boolean isText(final JsonNode rule) {
        return rule.path("type").asString("").equals("string");
    }

    private static String kind(final JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> value.isIntegralNumber() ? "a whole number" : "a number with a fraction";
            case STRING -> "text";
            case BOOLEAN -> "true or false";
            case ARRAY -> "a list";
            case OBJECT -> "a mapping";
            default -> "nothing";
        };
    }

    private static String range(final JsonNode rule) {
        return "use %s to %s"
                .formatted(rule.path("minimum").asString(), rule.path("maximum").asString());
    }

    private static String write(final JsonNode rule) {
        return "write " + example(rule);
    }

    private static String example(final JsonNode rule) {
        return texts(rule.path("examples")).getFirst();
    }

    private static String description(final JsonNode rule) {
        return rule.path("description").asString();
    }

    private static List<String> knownKeys(final JsonNode rule) {
        return List.copyOf(rule.path("properties").propertyNames());
    }

    private static List<String> texts(final JsonNode array) {
        return array.valueStream().map(JsonNode::asString).collect(Collectors.toList());
    }
}
