package io.guideway.bench.lab;

import io.guideway.bench.lab.device.DeviceSetup;
import io.guideway.bench.lab.traffic.FrameSize;
import io.guideway.packet.MacAddress;
import io.guideway.service.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The words on a lab's command line, and the plan that they make. */
final class LabOptions {
    private static final int MOST_RING = 14;
    private static final int FEWEST_RING = 6;
    private static final double LONGEST_TRIAL = 3600;
    private static final int MOST_TRIALS = 1000;

    @Option(names = "--mode", defaultValue = "l2dsr", description = "l2dsr or ipip (${DEFAULT-VALUE}).")
    private String mode;

    @Option(names = "--family", defaultValue = "4", description = "4 or 6, of frames and backends (${DEFAULT-VALUE}).")
    private int family;

    @Option(
            names = "--sizes",
            split = ",",
            paramLabel = "SIZE",
            description =
                    "Frame sizes in octets, checksum included, or imix (64,128,256,512,1024,1280,1518,imix; over IPv6 the"
                            + " first is 84).")
    private List<String> sizes;

    @Option(
            names = "--flows",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Random source addresses and ports, 1000 or more (${DEFAULT-VALUE}).")
    private int flows;

    @Option(
            names = "--backends",
            paramLabel = "N",
            defaultValue = "10",
            description = "Backends of the service (${DEFAULT-VALUE}).")
    private int backends;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Of the random flows and the device's hash: the same seed, the same flows (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--quick", description = "Short trials and few: minutes in all, and not RFC 2544's.")
    private boolean quick;

    @Option(
            names = "--trial-seconds",
            paramLabel = "X",
            description = "Length of a trial (60; with --quick 0.5); latency takes twice that.")
    private Double trialSeconds;

    @Option(
            names = "--trials",
            paramLabel = "N",
            description =
                    "Trials at each point (throughput and loss 1, NDR and PDR up to 20, latency 20, back-to-back 50;"
                            + " with --quick 1, 3, 1, 3).")
    private Integer trials;

    @Option(
            names = "--resolution",
            paramLabel = "X",
            description = "Where a search ends: the bounds' distance by the upper one (0.005; with --quick 0.02).")
    private Double resolution;

    @Option(
            names = "--latency-loads",
            split = ",",
            paramLabel = "PERCENT",
            defaultValue = "10,50,90",
            description = "Of the throughput (${DEFAULT-VALUE}).")
    private List<Integer> latencyLoads;

    @Option(
            names = "--line-rate",
            paramLabel = "GBIT",
            description =
                    "The line's rate in Gbit/s, which is never exceeded (a NIC's is known; a virtual link has none, and"
                            + " theoretical rates are told for 10).")
    private Double lineRate;

    @Option(names = "--cpu-generator", paramLabel = "N", description = "CPU of generator and sink (the last but one).")
    private Integer generatorCpu;

    @Option(names = "--cpu-device", paramLabel = "N", description = "CPU of the device's worker (the last).")
    private Integer deviceCpu;

    @Option(
            names = "--links",
            paramLabel = "N",
            defaultValue = "1",
            description = "1: the device sends by the port that it receives by; 2: by another (${DEFAULT-VALUE}).")
    private int links;

    @Option(
            names = "--ring",
            paramLabel = "N",
            defaultValue = "12",
            description = "A memif ring holds 2^N frames (${DEFAULT-VALUE}).")
    private int ring;

    @Option(
            names = "--generator-dpdk",
            paramLabel = "WORDS",
            description =
                    "Words for the generator's EAL in one argument, such as '-a 0000:01:00.0', instead of memif's.")
    private String generatorDpdk;

    @Option(names = "--device-dpdk", paramLabel = "WORDS", description = "The same for the device's EAL.")
    private String deviceDpdk;

    @Option(
            names = "--tx",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "DPDK's number of the generator's port that sends (${DEFAULT-VALUE}).")
    private int txPort;

    @Option(names = "--rx", paramLabel = "PORT", description = "That of the port that receives (0, with two links 1).")
    private Integer rxPort;

    @Option(
            names = "--device-mac",
            paramLabel = "MAC",
            description = "Ethernet address of the device's receiving port; needed with --device-dpdk.")
    private String deviceMac;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The device's configuration, instead of a generated one: its first UDP service is measured.")
    private Path config;

    /** @throws ParameterException if something cannot be; the message has value and remedy */
    LabPlan plan(final CommandLine commandLine) {
        try {
            return plan();
        } catch (final IllegalArgumentException refused) {
            throw new ParameterException(commandLine, refused.getMessage(), refused);
        }
    }

    private LabPlan plan() {
        require(family == 4 || family == 6, "family is %d; give 4 or 6", family);
        require(config == null || Files.isReadable(config), "config %s cannot be read; give a file", config);
        final int cpus = Runtime.getRuntime().availableProcessors();
        require(cpus > 1, "there is %d CPU; give generator and device one each", cpus);
        final boolean ipv6 = family == 6;
        final Wiring wiring = wiring();
        return new LabPlan(
                mode(),
                ipv6,
                flows,
                backends,
                seed,
                sizes(ipv6, longest(ipv6, wiring)),
                timing(),
                resolution == null ? (quick ? 0.02 : 0.005) : resolution,
                latencyLoads,
                lineRate == null ? OptionalDouble.empty() : OptionalDouble.of(lineRate),
                generatorCpu == null ? cpus - 2 : generatorCpu,
                deviceCpu == null ? cpus - 1 : deviceCpu,
                wiring,
                Optional.ofNullable(config),
                deviceMac == null ? OptionalLong.empty() : OptionalLong.of(MacAddress.parse(deviceMac)));
    }

    private Mode mode() {
        return switch (mode) {
            case "l2dsr" -> Mode.L2DSR;
            case "ipip" -> Mode.IPIP;
            default -> throw new IllegalArgumentException("mode is %s; give l2dsr or ipip".formatted(mode));
        };
    }

    private List<FrameSize> sizes(final boolean ipv6, final int longest) {
        final List<String> words = sizes != null
                ? sizes
                : List.of(
                        Integer.toString(FrameSize.shortest(ipv6)),
                        "128",
                        "256",
                        "512",
                        "1024",
                        "1280",
                        Integer.toString(longest),
                        "imix");
        return words.stream().map(word -> FrameSize.parse(word, ipv6, longest)).toList();
    }

    /** Where links take no more than 1500 octets, frames that grow have to begin shorter. */
    private int longest(final boolean ipv6, final Wiring wiring) {
        final int room = wiring.mtu() - DeviceSetup.added(mode(), ipv6);
        return Math.min(FrameSize.LONGEST, FrameSize.LONGEST - Wiring.MEMIF_MTU + room);
    }

    private Timing timing() {
        Timing timing = quick ? Timing.quick() : Timing.standard();
        if (trialSeconds != null) {
            require(
                    trialSeconds >= 0.01 && trialSeconds <= LONGEST_TRIAL,
                    "trial-seconds is %s; give 0.01 to %s",
                    trialSeconds,
                    LONGEST_TRIAL);
            timing = timing.withTrialSeconds(trialSeconds);
        }
        if (trials != null) {
            require(trials >= 1 && trials <= MOST_TRIALS, "trials is %d; give 1 to %d", trials, MOST_TRIALS);
            timing = timing.withTrials(trials);
        }
        return timing;
    }

    private Wiring wiring() {
        require(links == 1 || links == 2, "links is %d; give 1 or 2", links);
        require(ring >= FEWEST_RING && ring <= MOST_RING, "ring is %d; give %d to %d", ring, FEWEST_RING, MOST_RING);
        require(
                config == null || generatorDpdk != null,
                "config is %s; give --generator-dpdk too, which fits the ports that it names",
                config);
        require(
                config != null || (generatorDpdk == null) == (deviceDpdk == null),
                "generator-dpdk is %s and device-dpdk is %s; give both or neither",
                generatorDpdk,
                deviceDpdk);
        if (generatorDpdk == null) {
            return Wiring.memif("guideway-lab-" + ProcessHandle.current().pid(), links, ring);
        }
        require(
                deviceMac != null || config != null,
                "device-dpdk is %s; give --device-mac too, the address that frames are for",
                deviceDpdk);
        final int mtu = generatorDpdk.contains(Wiring.MEMIF) ? Wiring.MEMIF_MTU : Wiring.NIC_MTU;
        final int rx = rxPort == null ? txPort + links - 1 : rxPort;
        return new Wiring(
                words(generatorDpdk),
                deviceDpdk == null ? List.of() : words(deviceDpdk),
                mtu,
                Wiring.NIC_RING,
                txPort,
                rx);
    }

    private static List<String> words(final String text) {
        return new ArrayList<>(Arrays.asList(text.strip().split("\\s+")));
    }

    private static void require(final boolean fine, final String otherwise, final Object... values) {
        if (!fine) {
            throw new IllegalArgumentException(otherwise.formatted(values));
        }
    }
}
