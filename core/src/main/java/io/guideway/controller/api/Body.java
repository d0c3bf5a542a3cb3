package io.guideway.controller.api;

import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jetty.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a request brings with it, believed only as far as it was checked.
 *
 * @param mediaType as it was sent; empty if there was none
 * @param octets bounded by the reader
 */
record Body(String mediaType, byte[] octets) {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String JSON = "application/json";
    private static final String YAML = "application/yaml";

    /** @throws ApiException 400 if there is anything */
    void requireNothing() throws ApiException {
        if (octets.length > 0) {
            throw bad("this request takes no body; send none");
        }
    }

    /**
     * The definition of a service, as text: a JSON object, or YAML that its reader is to judge.
     *
     * @throws ApiException 415 if it is called something else, 400 if it is no JSON object
     */
    String definition() throws ApiException {
        if (plainType().equals(YAML)) {
            return text();
        }
        object();
        return text();
    }

    /**
     * A JSON object.
     *
     * @param known the keys that it may have
     * @throws ApiException 415 if it is called something else, 400 if it is none, or has other keys
     */
    ObjectNode object(final List<String> known) throws ApiException {
        final ObjectNode object = object();
        for (final String key : object.propertyNames()) {
            if (!known.contains(key)) {
                throw bad("unknown key '%s'; known here: %s".formatted(key, String.join(", ", known)));
            }
        }
        return object;
    }

    /** A whole number of an object; how large it may be is judged where it is used. */
    static int integer(final ObjectNode object, final String key) throws ApiException {
        final JsonNode value = object.path(key);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw bad("'%s' is %s, but must be a whole number, such as {\"%s\": 1}".formatted(key, shown(value), key));
        }
        return value.intValue();
    }

    /** A whole number of an object, if it has it. */
    static OptionalInt integerIfThere(final ObjectNode object, final String key) throws ApiException {
        return object.hasNonNull(key) ? OptionalInt.of(integer(object, key)) : OptionalInt.empty();
    }

    /** A text of an object. */
    static String word(final ObjectNode object, final String key) throws ApiException {
        final JsonNode value = object.path(key);
        if (!value.isString()) {
            throw bad("'%s' is %s, but must be a text".formatted(key, shown(value)));
        }
        return value.stringValue();
    }

    /** A text of an object, if it has it. */
    static Optional<String> wordIfThere(final ObjectNode object, final String key) throws ApiException {
        return object.hasNonNull(key) ? Optional.of(word(object, key)) : Optional.empty();
    }

    private static String shown(final JsonNode value) {
        if (value.isMissingNode()) {
            return "missing";
        }
        final String text = value.toString();
        return text.length() > 64 ? text.substring(0, 64) + "..." : text;
    }

    private ObjectNode object() throws ApiException {
        if (!plainType().equals(JSON)) {
            throw new ApiException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
                    "the body is called '%s'; send JSON with the header 'Content-Type: %s'".formatted(mediaType, JSON));
        }
        final String text = text();
        try {
            if (STRICT.readTree(text) instanceof final ObjectNode object) {
                return object;
            }
        } catch (final JacksonException broken) {
            throw bad("the body is not JSON: %s, in line %d, column %d"
                    .formatted(
                            broken.getOriginalMessage(),
                            broken.getLocation().getLineNr(),
                            broken.getLocation().getColumnNr()));
        }
        throw bad("the body is no JSON object; send one in braces");
    }

    private String text() throws ApiException {
        try {
            return PathSegments.text(octets);
        } catch (final CharacterCodingException broken) {
            throw bad("the body is not UTF-8");
        }
    }

    private String plainType() {
        return mediaType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }

    private static ApiException bad(final String detail) {
        return new ApiException(HttpStatus.BAD_REQUEST_400, detail);
    }
}
