package io.guideway.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What all benchmarks share: nanoseconds an operation, and the JVM of production. JMH starts its forks from a class path,
 * where the manifest's flags do not count, so they stand here once more, with the launcher's collector and with the checks
 * of native memory off. They come first on the command line: what a user adds ({@code -jvmArgs}, {@code -jvmArgsAppend}) wins.
 * Subclasses inherit all of it.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsPrepend = {
            "--enable-native-access=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "-XX:+UseZGC",
            "-Dagrona.disable.bounds.checks=true",
            "-Dguideway.checks=false"
        })
public abstract class GuidewayBenchmark {
    /** Packets of a burst. */
    public static final int BURST = 32;

    /** Seed of all that is random: every run measures the same. */
    public static final long SEED = 1;
}
