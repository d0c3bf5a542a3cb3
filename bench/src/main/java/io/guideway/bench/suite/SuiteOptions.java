package io.guideway.bench.suite;

import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How the suite runs: what the benchmarks' annotations leave open or say for single runs. */
final class SuiteOptions {
    /** Many JVMs rather than long runs: what C2 makes of a loop differs from JVM to JVM more than from second to second. */
    private static final int FORKS = 5;

    private static final int WARM_UPS = 3;
    private static final int ITERATIONS = 3;
    private static final TimeValue TIME = TimeValue.milliseconds(300);
    private static final TimeValue MOMENT = TimeValue.milliseconds(100);
    private static final TimeValue LONGER_MOMENT = TimeValue.milliseconds(200);

    private SuiteOptions() {}

    static ChainedOptionsBuilder of(final Collection<Group> groups, final boolean quick) {
        final ChainedOptionsBuilder options =
                new OptionsBuilder().addProfiler(GCProfiler.class).shouldFailOnError(true);
        groups.forEach(group -> options.include(group.regex()));
        return quick
                ? quick(options)
                : options.forks(FORKS)
                        .warmupIterations(WARM_UPS)
                        .warmupTime(TIME)
                        .measurementIterations(ITERATIONS)
                        .measurementTime(TIME);
    }

    /** One setting of each benchmark, for a moment: whether it runs, not how fast. */
    private static ChainedOptionsBuilder quick(final ChainedOptionsBuilder options) {
        return options.param("traffic", "MIXED")
                .param("services", "1")
                .param("flows", "1000")
                .forks(1)
                .warmupIterations(1)
                .warmupTime(MOMENT)
                .measurementIterations(1)
                .measurementTime(LONGER_MOMENT);
    }
}
