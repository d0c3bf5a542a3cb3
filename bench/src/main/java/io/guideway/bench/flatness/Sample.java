package io.guideway.bench.flatness;

import tools.jackson.databind.JsonNode;

/** The medians that one JVM measured, in nanoseconds a packet: the whole time, and that of receiving and sending alone. */
record Sample(double java, double c, double javaSource, double cSource) {
    /** From the output of {@code bench forward --json}. */
    static Sample of(final JsonNode json) {
        return new Sample(
                json.required("java_ns").asDouble(),
                json.required("c_ns").asDouble(),
                json.required("java_source_ns").asDouble(),
                json.required("c_source_ns").asDouble());
    }
}
