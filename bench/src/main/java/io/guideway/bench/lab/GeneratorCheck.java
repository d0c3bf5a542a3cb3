package io.guideway.bench.lab;

/**
 * What the generator can do, and so what the device is offered at the most.
 *
 * @param alone frames a second that the generator sends and receives at once without a device
 * @param most frames a second that the device was offered at the most
 * @param limit why no more
 * @param growth octets by which frames were longer when they came back
 */
public record GeneratorCheck(double alone, double most, Limit limit, double growth) {
    /** What bounds the rate offered. */
    public enum Limit {
        /** The line's rate, or the one asked for. */
        LINE,
        /** What the generator can do. */
        GENERATOR
    }
}
