package io.guideway.controller;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds a document against the JSON Schema in the jar (draft 2020-12): keys, types, ranges, spellings. What the schema alone
 * cannot say is left to the checks behind it. Immutable; any thread.
 */
final class SchemaCheck {
    private static final String RESOURCE = "configuration.schema.json";

    /** Enough for any file written by hand, and bounded for one that is something else altogether. */
    private static final int MOST_COMPLAINTS = 1_000;

    private final JsonNode source;
    private final Schema schema;

    SchemaCheck() {
        try (InputStream stream = SchemaCheck.class.getResourceAsStream(RESOURCE)) {
            source = JsonMapper.shared().readTree(stream);
        } catch (final IOException e) {
            throw new UncheckedIOException("the schema " + RESOURCE + " in the jar cannot be read; build again", e);
        }
        final Dialect dialect = Dialect.builder(Dialects.getDraft202012())
                .formats(AddressSyntax.FORMATS)
                .build();
        final SchemaRegistryConfig config =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        schema = SchemaRegistry.withDefaultDialect(dialect, registry -> registry.schemaRegistryConfig(config))
                .getSchema(source);
    }

    /** Complains about what the schema refuses in {@code root}, up to 1000 things. */
    void check(final Item root) {
        final List<Error> errors = schema.validate(root.json());
        final Set<NodePath> wronglyTyped = errors.stream()
                .filter(SchemaCheck::isAboutType)
                .map(Error::getInstanceLocation)
                .collect(Collectors.toSet());
        // A value of the wrong type breaks the other rules too; one complaint is enough.
        errors.stream()
                .filter(error -> isAboutType(error) || !wronglyTyped.contains(error.getInstanceLocation()))
                .limit(MOST_COMPLAINTS)
                .forEach(error -> SchemaComplaint.make(find(root, error.getInstanceLocation()), error, rule(error)));
    }

    private static boolean isAboutType(final Error error) {
        return error.getKeyword().equals("type");
    }

    private static Item find(final Item root, final NodePath location) {
        Item at = root;
        for (int i = 0; i < location.getNameCount(); i++) {
            at = location.getElement(i) instanceof Integer index ? at.item(index) : at.child(location.getName(i));
        }
        return at;
    }

    /** The subschema that holds the broken keyword, as our file has it. */
    private JsonNode rule(final Error error) {
        final NodePath keyword = error.getSchemaLocation().getFragment();
        JsonNode rule = source;
        for (int i = 0; i < keyword.getNameCount() - 1; i++) {
            rule = keyword.getElement(i) instanceof Integer index ? rule.path(index) : rule.path(keyword.getName(i));
        }
        return rule;
    }
}
