package io.guideway.bench.lab;

import io.guideway.bench.forward.PinnedThread;
import io.guideway.bench.lab.device.DeviceCounters;
import io.guideway.bench.lab.device.DeviceProcess;
import io.guideway.bench.lab.device.DeviceSetup;
import io.guideway.bench.lab.device.GeneratedConfig;
import io.guideway.bench.lab.device.GivenConfig;
import io.guideway.bench.lab.traffic.FrameSize;
import io.guideway.bench.lab.traffic.Generator;
import io.guideway.bench.lab.traffic.Target;
import io.guideway.bench.lab.traffic.Traffic;
import io.guideway.bench.lab.traffic.TrafficDpdk;
import io.guideway.bench.lab.traffic.TrafficPorts;
import io.guideway.cli.demo.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Generator, sink and device, connected. Made, used and closed by one thread, which lives as long as the device shall; whatever
 * was started is ended by {@link #close}.
 */
final class Lab implements AutoCloseable {
    private static final Duration LINK_BOUND = Duration.ofSeconds(30);

    private static final double LAST_DRAIN_SECONDS = 0.5;

    private final LabPlan plan;
    private final Interruption interruption;
    private final TrafficDpdk dpdk;
    private final TrafficPorts ports;
    private final Generator generator;
    private final DeviceSetup setup;
    private DeviceProcess device;

    /**
     * Starts DPDK and the generator's ports; the device comes with {@link #startDevice}.
     *
     * @throws io.guideway.ring.DpdkException if DPDK or a port does not start
     * @throws LabException if a given configuration cannot serve
     */
    Lab(final LabPlan plan, final Interruption interruption) throws IOException {
        this.plan = plan;
        this.interruption = interruption;
        dpdk = new TrafficDpdk(plan.wiring().generator(), plan.wiring().mtu());
        try {
            ports = dpdk.open(plan.wiring().txPort(), plan.wiring().rxPort());
            setup = readSetup();
            generator = new Generator(
                    plan.flows(),
                    plan.ipv6(),
                    plan.seed(),
                    new Generator.Drain(
                            plan.timing().drainSeconds(), plan.timing().drainEarly()));
        } catch (final IOException | RuntimeException failure) {
            dpdk.close();
            throw failure;
        }
        interruption.react(generator::stop);
    }

    private DeviceSetup readSetup() throws IOException {
        if (plan.config().isPresent()) {
            return GivenConfig.read(plan.config().get(), plan.ipv6(), plan.deviceStation());
        }
        return new GeneratedConfig(
                        plan.mode(),
                        plan.ipv6(),
                        plan.backends(),
                        plan.deviceCpu(),
                        plan.wiring().devicePorts(),
                        plan.wiring().device(),
                        plan.wiring().mtu(),
                        plan.deviceStation().orElse(Wiring.DEVICE_STATION),
                        ports.rxStation(),
                        plan.seed())
                .setup();
    }

    /** Starts the device and returns when it forwards and the links are up. */
    void startDevice() throws IOException, InterruptedException {
        device = DeviceProcess.start(setup.configuration());
        device.awaitForwarding(interruption::asked);
        Await.until(() -> ports.up() || interruption.asked(), LINK_BOUND);
        interruption.check();
        device.requireAlive();
        if (!ports.up()) {
            throw new LabException(
                    "the link to the device is not up after %d s; check the words for both sides: %s and %s"
                            .formatted(
                                    LINK_BOUND.toSeconds(),
                                    plan.wiring().generator(),
                                    plan.wiring().device()));
        }
        device.onEnd(generator::stop);
    }

    /** Does something on the generator's CPU, on a thread that may use the ports. */
    <T> T onGenerator(final Supplier<T> work) {
        return PinnedThread.call(plan.generatorCpu(), work);
    }

    /** Frames of one size for the device. */
    Traffic traffic(final FrameSize size) {
        return traffic(size, ports);
    }

    /** Frames of one size through other ports. */
    Traffic traffic(final FrameSize size, final TrafficPorts by) {
        return generator.traffic(new Target(setup.station(), by.txStation(), setup.vip(), setup.port()), size, by);
    }

    /** @throws LabException if the device has ended; @throws Interruption.Asked if the lab is to end */
    void check() {
        interruption.check();
        device.requireAlive();
    }

    /** Takes what still comes after the last trial; how many frames. On the generator's thread. */
    long discardRest() {
        return generator.discard(ports, LAST_DRAIN_SECONDS);
    }

    /** Ends the device; what it counted. */
    DeviceCounters stopDevice() throws InterruptedException {
        return device.stop();
    }

    LabPlan plan() {
        return plan;
    }

    TrafficDpdk dpdk() {
        return dpdk;
    }

    TrafficPorts ports() {
        return ports;
    }

    DeviceSetup setup() {
        return setup;
    }

    @Override
    public void close() {
        try {
            if (device != null) {
                device.close();
            }
        } finally {
            dpdk.close();
            generator.close();
        }
    }
}
