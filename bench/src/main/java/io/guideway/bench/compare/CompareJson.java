package io.guideway.bench.compare;

import io.guideway.bench.compare.Result.Key;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A comparison as one object; what is not known is left out. */
final class CompareJson {
    private CompareJson() {}

    static ObjectNode of(final Comparison comparison, final List<Difference> shown) {
        final ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("confidence", Ratio.CONFIDENCE);
        final ArrayNode differences = json.putArray("comparisons");
        shown.forEach(difference -> put(differences.addObject(), difference));
        put(json.putArray("only_old"), comparison.onlyBefore());
        put(json.putArray("only_new"), comparison.onlyAfter());
        final ArrayNode notes = json.putArray("notes");
        comparison.notes().forEach(notes::add);
        return json;
    }

    private static void put(final ArrayNode json, final List<Key> keys) {
        keys.forEach(key -> put(json.addObject(), key));
    }

    private static void put(final ObjectNode json, final Key key) {
        json.put("benchmark", key.name());
        json.put("mode", key.mode());
        final ObjectNode parameters = json.putObject("params");
        key.parameters().forEach(parameters::put);
    }

    private static void put(final ObjectNode json, final Difference difference) {
        put(json, difference.after().key());
        json.put("unit", difference.after().unit());
        json.put("old", difference.before().score());
        json.put("new", difference.after().score());
        final Ratio ratio = difference.ratio();
        put(json, "ratio", ratio.value());
        put(json, "ratio_low", ratio.low());
        put(json, "ratio_high", ratio.high());
        json.put("observations", difference.basis());
        json.put("verdict", difference.verdict().label());
        put(json, "old_alloc_norm", difference.before().allocation());
        put(json, "new_alloc_norm", difference.after().allocation());
    }

    private static void put(final ObjectNode json, final String name, final OptionalDouble value) {
        value.ifPresent(some -> json.put(name, some));
    }

    private static void put(final ObjectNode json, final String name, final double value) {
        if (!Double.isNaN(value)) {
            json.put(name, value);
        }
    }
}
