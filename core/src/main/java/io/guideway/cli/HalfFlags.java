package io.guideway.cli;

import java.util.List;

/** Flags that suit the JVM of one half of a node; docs/node.md has the reasons. */
public final class HalfFlags {
    /**
     * What the forwarder needs is made at its start, so its heap has one size, in memory from the beginning. ZGC, so that even
     * a change of everything at once, which may need a collection, stops no worker; none without need, and those that it makes
     * in any case at the start ({@link StartCollections}).
     */
    public static final List<String> FORWARDER = List.of(
            "-XX:+UseZGC",
            "-XX:-ZProactive",
            "-Xms512m",
            "-Xmx512m",
            "-XX:SoftMaxHeapSize=64m",
            "-XX:+AlwaysPreTouch",
            "-XX:-UsePerfData");

    /**
     * A controller makes much that lives shortly, and nobody waits for its pauses. With these flags ten thousand checks a second
     * took a quarter less of a core (docs/health.md); one thread for virtual threads saves the handing over between two.
     */
    public static final List<String> CONTROLLER =
            List.of("-XX:+UseSerialGC", "-Xmn128m", "-Djdk.virtualThreadScheduler.parallelism=1");

    private HalfFlags() {}
}
