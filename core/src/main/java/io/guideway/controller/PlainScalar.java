package io.guideway.controller;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What an unquoted word means in YAML's core schema (YAML 1.2.2, section 10.3.2). Unlike YAML 1.1, {@code yes} and
 * {@code 02:00:00:00:00:01} are text. Numbers that JSON cannot write ({@code .inf}, {@code .nan}, endless ones) stay text.
 */
final class PlainScalar {
    private static final int LONGEST_NUMBER = 64;
    private static final Pattern NULL = Pattern.compile("null|Null|NULL|~|");
    private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
    private static final Pattern FALSE = Pattern.compile("false|False|FALSE");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    /** What is not text begins with one of these, and has one point at the most. */
    private static final String FIRST_OF_OTHERS = "nNtTfF~+-.0123456789";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private PlainScalar() {}

    static JsonNode json(final String text) {
        if (text.length() > LONGEST_NUMBER || isCertainlyText(text)) {
            return JSON.stringNode(text);
        }
        if (NULL.matcher(text).matches()) {
            return JSON.nullNode();
        }
        if (TRUE.matcher(text).matches() || FALSE.matcher(text).matches()) {
            return JSON.booleanNode(TRUE.matcher(text).matches());
        }
        return number(text);
    }

    /** Sees quickly what most words are: names and addresses. */
    private static boolean isCertainlyText(final String text) {
        return !text.isEmpty()
                && (FIRST_OF_OTHERS.indexOf(text.charAt(0)) < 0 || text.indexOf('.') != text.lastIndexOf('.'));
    }

    private static JsonNode number(final String text) {
        if (DECIMAL.matcher(text).matches()) {
            return integer(text, 10);
        }
        if (OCTAL.matcher(text).matches()) {
            return integer(text.substring(2), 8);
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return integer(text.substring(2), 16);
        }
        return FLOAT.matcher(text).matches() ? decimal(text) : JSON.stringNode(text);
    }

    private static JsonNode integer(final String digits, final int radix) {
        final BigInteger value = new BigInteger(digits, radix);
        return value.bitLength() < Integer.SIZE ? JSON.numberNode(value.intValue()) : JSON.numberNode(value);
    }

    private static JsonNode decimal(final String text) {
        final double value = Double.parseDouble(text);
        return Double.isFinite(value) ? JSON.numberNode(BigDecimal.valueOf(value)) : JSON.stringNode(text);
    }
}
