package io.guideway.controller.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prometheus' text, read by its grammar (exposition formats, text-based format): fails on whatever does not fit, on a sample
 * without its family's HELP and TYPE before it, and on one that is there twice.
 */
final class Exposition {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final String LABEL = "([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\\\\\|\\\\\"|\\\\n)*)\"";
    private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") (\\S.*)");
    private static final Pattern TYPE = Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram)");
    private static final Pattern SAMPLE = Pattern.compile("(" + NAME + ")(?:\\{((?:" + LABEL + ",?)*)})? (\\S+)");
    private static final Pattern ONE_LABEL = Pattern.compile(LABEL);
    private static final int VALUE = 5;

    /** Value by name and labels in order, written as {@code name{a=x,b=y}} with nothing escaped. */
    final Map<String, Double> samples = new LinkedHashMap<>();

    final Map<String, String> types = new HashMap<>();
    private final Set<String> helped = new HashSet<>();

    Exposition(final String text) {
        assertTrue(text.endsWith("\n"), "it ends with a line's end");
        text.lines().forEach(this::line);
        assertEquals(helped, types.keySet());
    }

    private void line(final String line) {
        final Matcher help = HELP.matcher(line);
        final Matcher type = TYPE.matcher(line);
        final Matcher sample = SAMPLE.matcher(line);
        if (help.matches()) {
            assertTrue(helped.add(help.group(1)), line);
        } else if (type.matches()) {
            assertNull(types.put(type.group(1), type.group(2)), line);
        } else {
            assertTrue(sample.matches(), line);
            final String family = sample.group(1).replaceFirst("_(bucket|sum|count)$", "");
            assertTrue(types.containsKey(sample.group(1)) || "histogram".equals(types.get(family)), line);
            assertNull(samples.put(key(sample), value(sample.group(VALUE))), line);
        }
    }

    private static String key(final Matcher sample) {
        if (sample.group(2) == null) {
            return sample.group(1);
        }
        final Map<String, String> labels = new TreeMap<>();
        final Matcher label = ONE_LABEL.matcher(sample.group(2));
        while (label.find()) {
            final String value =
                    label.group(2).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
            assertNull(labels.put(label.group(1), value), sample.group());
        }
        return sample.group(1) + labels.toString().replace(", ", ",");
    }

    private static double value(final String text) {
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    double sample(final String key) {
        assertTrue(samples.containsKey(key), () -> key + " is missing");
        return samples.get(key);
    }
}
