package io.guideway.bench.health;

import com.sun.management.OperatingSystemMXBean;
import io.guideway.controller.health.BackendHealth;
import io.guideway.controller.health.Check;
import io.guideway.controller.health.Damping;
import io.guideway.controller.health.HealthListener;
import io.guideway.controller.health.HealthMonitor;
import io.guideway.controller.health.HealthPolicy;
import io.guideway.controller.health.SlowStart;
import io.guideway.controller.health.StatusSet;
import io.guideway.controller.health.Transition;
import io.guideway.controller.health.Watermark;
import io.guideway.controller.health.Way;
import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** One monitor with many backends of one service, all on loopback, and what it costs this process. */
final class HealthLoad implements AutoCloseable {
    private static final int FIRST_ADDRESS = 127 << 24 | 1 << 16;
    private static final double NS = 1e9;

    private final LongAdder transitions = new LongAdder();
    private final HealthMonitor monitor = new HealthMonitor(new Listener());

    /** Counts what it is told. */
    private final class Listener implements HealthListener {
        @Override
        public void onTransition(final Transition transition) {
            transitions.increment();
        }

        @Override
        public void onWeights(final Set<String> services) {}
    }

    /**
     * What was measured.
     *
     * @param share of one core, user and system time of this process
     * @param done runs that came to a result
     * @param perSecond the same in a second
     * @param bad results
     * @param unknown runs that this process could not make, or not in time
     * @param transitions backends that fell or rose
     */
    record Result(double share, long done, double perSecond, long bad, long unknown, long transitions) {}

    /** Begins to check {@code backends} of them once a second. */
    HealthLoad(final int backends, final boolean http, final int port) {
        final Check check = http
                ? new Check.Http("/", Optional.empty(), StatusSet.OK, Optional.empty(), Optional.empty(), Map.of())
                : new Check.Tcp();
        final HealthPolicy policy = new HealthPolicy(
                check,
                port,
                Duration.ofSeconds(1),
                HealthPolicy.DEFAULT_JITTER_PERCENT,
                Duration.ofSeconds(1),
                HealthPolicy.DEFAULT_RISE,
                HealthPolicy.DEFAULT_FALL,
                Damping.NONE,
                Watermark.ONLY_NONE,
                SlowStart.NONE,
                Way.DIRECT);
        monitor.update(List.of(service(backends)), Map.of("web", policy));
    }

    private static Service service(final int backends) {
        return new Service(
                "web",
                IpAddress.parse("203.0.113.10"),
                Protocol.TCP,
                80,
                Mode.L2DSR,
                HashFields.FIVE_TUPLE,
                Service.DEFAULT_TABLE_SIZE,
                List.of(),
                IntStream.range(0, backends)
                        .mapToObj(i -> new Backend(IpAddress.ipv4(FIRST_ADDRESS + i), 1))
                        .toList());
    }

    /** Looks on for so long. */
    Result measure(final Duration time) throws InterruptedException {
        final Sum before = sum();
        final long startNs = System.nanoTime();
        final long startCpuNs = cpuNs();
        final long startTransitions = transitions.sum();
        Thread.sleep(time);
        final double seconds = (System.nanoTime() - startNs) / NS;
        final double share = (cpuNs() - startCpuNs) / NS / seconds;
        final Sum after = sum();
        final long done = after.good + after.bad - before.good - before.bad;
        return new Result(
                share,
                done,
                done / seconds,
                after.bad - before.bad,
                after.unknown - before.unknown,
                transitions.sum() - startTransitions);
    }

    /** Results by kind. */
    private record Sum(long good, long bad, long unknown) {
        Sum plus(final BackendHealth health) {
            return new Sum(good + health.good(), bad + health.bad(), unknown + health.unknown());
        }
    }

    private Sum sum() {
        Sum sum = new Sum(0, 0, 0);
        for (final BackendHealth health : monitor.snapshot().getFirst().backends()) {
            sum = sum.plus(health);
        }
        return sum;
    }

    private static long cpuNs() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    @Override
    public void close() {
        monitor.close();
    }
}
