/**
 * JMH benchmarks. {@code java -jar bench/target/benchmarks.jar -l} lists them, {@code … FlowHash -prof gc} runs those of one
 * class; what is on the packet path must show 0 B/op ({@code gc.alloc.rate.norm}).
 *
 * <p>A class named {@code …Benchmark} measures one thing and extends {@link io.guideway.bench.GuidewayBenchmark}, which
 * carries flags, mode and durations for all. What is measured over stands in state classes of its own ({@code …Column},
 * {@code …Sets}), made before the measurement from a fixed seed. A stage is measured as it runs, over a column of a burst,
 * and told per packet by {@code @OperationsPerInvocation}. Candidates that were measured and not chosen live here and
 * nowhere else.
 *
 * <p>Stages, and the worker that runs them, are measured from within their own package, {@code io.guideway.forward}, over
 * packets from {@code FlowSource}. What the figures mean, and those of a real run, stand in docs/performance.md.
 */
package io.guideway.bench;
