package io.guideway.bench.flatness;

import io.guideway.bench.forward.Spread;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was measured, for people. For programs: {@link FlatnessJson}; for the eyes: {@link FlatnessChart}.
 *
 * @param title mode and family
 * @param curves of each axis
 * @param runs what a JVM did, in words
 * @param conditions of {@link ForwardJvm#conditions}
 */
record FlatnessReport(String title, Map<Axis, List<Curve>> curves, Rounds rounds, String runs, ObjectNode conditions) {
    /** The dearest point should cost no more than so many times the cheapest. */
    static final double AIM = 1.3;

    void print(final PrintWriter out) {
        out.printf("%s; medians of %d JVMs, each with %s on CPU %d%n", title, rounds.count(), runs, number("cpu"));
        out.printf(
                "frames of %d octets, bursts of %d; %s; %s; %s%n",
                number("frame"), number("burst"), text("cpu_model"), text("dpdk"), text("memory"));
        out.printf("Java %s%n", text("java"));
        out.println("Nanoseconds a packet, those of the packet source included, and less those (\"own\").");
        curves.forEach((axis, some) -> some.forEach(curve -> print(out, axis, curve)));
        out.flush();
    }

    private int number(final String name) {
        return conditions.required(name).asInt();
    }

    private String text(final String name) {
        return conditions.required(name).asString();
    }

    private void print(final PrintWriter out, final Axis axis, final Curve curve) {
        out.printf(
                "%n%10s %8s %8s %8s %8s %8s %8s %9s  %s%n",
                axis.label(), "Java", "least", "most", "own", "C", "own", "to first", curve.name());
        final double first =
                rounds.spread(curve.settings().getFirst(), Figure.JAVA).median();
        for (final Setting setting : curve.settings()) {
            final Spread java = rounds.spread(setting, Figure.JAVA);
            out.printf(
                    Locale.ROOT,
                    "%10d %8.2f %8.2f %8.2f %8.2f %8.2f %8.2f %9.3f%n",
                    axis.of(setting),
                    java.median(),
                    java.least(),
                    java.most(),
                    rounds.spread(setting, Figure.JAVA_LESS_SOURCE).median(),
                    rounds.spread(setting, Figure.C).median(),
                    rounds.spread(setting, Figure.C_LESS_SOURCE).median(),
                    java.median() / first);
        }
        printFactors(out, curve);
    }

    private void printFactors(final PrintWriter out, final Curve curve) {
        final Spread byRound = rounds.factorsOfRounds(curve, Figure.JAVA);
        out.printf(
                Locale.ROOT,
                "dearest to cheapest: Java %.3f (%.3f to %.3f by round; aim %.1f), own %.3f; C %.3f, own %.3f%n",
                rounds.factor(curve, Figure.JAVA),
                byRound.least(),
                byRound.most(),
                AIM,
                rounds.factor(curve, Figure.JAVA_LESS_SOURCE),
                rounds.factor(curve, Figure.C),
                rounds.factor(curve, Figure.C_LESS_SOURCE));
    }
}
