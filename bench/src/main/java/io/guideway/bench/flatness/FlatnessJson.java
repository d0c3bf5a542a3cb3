package io.guideway.bench.flatness;

import io.guideway.bench.forward.Spread;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A report as one object: axes with their curves and factors, every sample of every point, then the conditions. */
final class FlatnessJson {
    private FlatnessJson() {}

    static ObjectNode of(final FlatnessReport report) {
        final ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("title", report.title());
        json.put("rounds", report.rounds().count());
        json.put("runs", report.runs());
        json.put("aim", FlatnessReport.AIM);
        final ArrayNode curves = json.putArray("curves");
        report.curves()
                .forEach((axis, some) -> some.forEach(curve -> put(curves.addObject(), report.rounds(), axis, curve)));
        return json.setAll(report.conditions());
    }

    private static void put(final ObjectNode json, final Rounds rounds, final Axis axis, final Curve curve) {
        json.put("axis", axis.label());
        json.put("name", curve.name());
        for (final Figure figure : Figure.values()) {
            json.put(figure.key() + "_factor", rounds.factor(curve, figure));
            final Spread byRound = rounds.factorsOfRounds(curve, figure);
            json.put(figure.key() + "_factor_min", byRound.least());
            json.put(figure.key() + "_factor_max", byRound.most());
        }
        final ArrayNode points = json.putArray("points");
        curve.settings().forEach(setting -> put(points.addObject(), rounds, setting));
    }

    private static void put(final ObjectNode json, final Rounds rounds, final Setting setting) {
        json.put("flows", setting.flows());
        json.put("backends", setting.backends());
        json.put("services", setting.services());
        json.put("distinct_backends", setting.distinctBackends());
        for (final Figure figure : Figure.values()) {
            final Spread spread = rounds.spread(setting, figure);
            json.put(figure.key() + "_ns", spread.median());
            json.put(figure.key() + "_ns_min", spread.least());
            json.put(figure.key() + "_ns_max", spread.most());
            final ArrayNode samples = json.putArray(figure.key() + "_ns_samples");
            rounds.samples().get(setting).forEach(sample -> samples.add(figure.of(sample)));
        }
    }
}
