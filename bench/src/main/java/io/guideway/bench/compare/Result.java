package io.guideway.bench.compare;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one benchmark measured.
 *
 * @param key tells it from the other results of its file
 * @param unit of the values
 * @param higherIsBetter or lower
 * @param jvms the values of each JVM
 * @param score the one figure to show
 * @param allocation octets an operation, where it was measured
 */
record Result(
        Key key, String unit, boolean higherIsBetter, List<double[]> jvms, double score, OptionalDouble allocation) {

    /**
     * Which benchmark it was.
     *
     * @param mode of JMH, or "ratio"
     * @param parameters of its settings, by name
     */
    record Key(String name, String mode, Map<String, String> parameters) {
        /** Class and method, with what it was set to. */
        String label() {
            final String[] parts = name.split("\\.");
            final String last = parts.length < 2 ? name : parts[parts.length - 2] + "." + parts[parts.length - 1];
            return parameters.isEmpty() ? last : last + " " + parameters;
        }

        @Override
        public String toString() {
            return "%s (%s) %s".formatted(name, mode, parameters);
        }
    }
}
