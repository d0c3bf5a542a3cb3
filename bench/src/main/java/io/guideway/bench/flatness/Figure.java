package io.guideway.bench.flatness;

import java.util.function.ToDoubleFunction;

/** What is told of a point, in nanoseconds a packet. */
enum Figure {
    JAVA("java", Sample::java),
    C("c", Sample::c),
    JAVA_LESS_SOURCE("java_less_source", sample -> sample.java() - sample.javaSource()),
    C_LESS_SOURCE("c_less_source", sample -> sample.c() - sample.cSource());

    private final String key;
    private final ToDoubleFunction<Sample> value;

    Figure(final String key, final ToDoubleFunction<Sample> value) {
        this.key = key;
        this.value = value;
    }

    /** Its name in JSON. */
    String key() {
        return key;
    }

    double of(final Sample sample) {
        return value.applyAsDouble(sample);
    }
}
