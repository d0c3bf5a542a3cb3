package io.guideway.controller;

import java.util.regex.Pattern;

/** Values as messages show them: short, on one line, secrets only begun. */
final class Shown {
    private static final int LONGEST = 64;
    private static final Pattern SECRET = Pattern.compile("node\\.tier-seed|.*\\bquic\\.configs\\[[0-9]+\\]\\.key");

    private Shown() {}

    static String value(final String path, final YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar when SECRET.matcher(path).matches() -> begun(scalar.text());
            case YamlNode.Scalar scalar
            when scalar.text().isEmpty() -> scalar.json().isNull() ? "nothing" : "''";
            case YamlNode.Scalar scalar when isQuoted(scalar) -> quoted(scalar.text());
            case YamlNode.Scalar scalar -> plain(scalar.text());
            case YamlNode.Sequence list -> "a list of %d".formatted(list.items().size());
            case YamlNode.Mapping mapping ->
                "a mapping with %d keys".formatted(mapping.entries().size());
        };
    }

    /** Whether the quotes make the difference: without them YAML would read something else than text. */
    private static boolean isQuoted(final YamlNode.Scalar scalar) {
        return scalar.json().isString() && !PlainScalar.json(scalar.text()).isString();
    }

    private static String begun(final String secret) {
        return "%s…, %d characters"
                .formatted(plain(secret.substring(0, Math.min(4, secret.length()))), secret.length());
    }

    static String quoted(final String text) {
        return '"' + plain(text) + '"';
    }

    private static String plain(final String text) {
        final String shortened = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return shortened.replaceAll("\\p{Cntrl}", "�");
    }
}
