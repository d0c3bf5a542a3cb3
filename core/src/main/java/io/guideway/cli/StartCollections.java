package io.guideway.cli;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * The collections of a forwarder's start. ZGC collects three times to learn how long that takes, as the heap's soft limit fills
 * for the first time to 10, 20 and 30 %. With a low limit from the beginning ({@link HalfFlags#FORWARDER}) it is through with
 * that before there are packets, instead of in the middle of them, minutes or hours later. Other collectors have no such limit.
 */
final class StartCollections {
    private static final String LIMIT = "SoftMaxHeapSize";

    private StartCollections() {}

    /** The start is over: from now on there is no limit but the heap's size, and no collection before that is nearly full. */
    static void end() {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .setVMOption(LIMIT, Long.toString(Runtime.getRuntime().maxMemory()));
    }

    /** Collects what the first generation left behind, beside what this thread does. */
    static void last() {
        Thread.ofPlatform().daemon().name("collect").start(System::gc);
    }
}
