package io.guideway.bench.lab.traffic;

import io.guideway.bench.lab.LabException;
import io.guideway.ring.Eal;
import io.guideway.ring.EalArguments;
import io.guideway.ring.HugePages;
import io.guideway.ring.MbufPool;
import io.guideway.ring.Port;
import io.guideway.ring.PortSettings;
import java.util.ArrayList;
import java.util.List;

/** DPDK in the generator's process: started once, with one pool for all its ports. */
public final class TrafficDpdk implements AutoCloseable {
    /** The pool's name. */
    static final String POOL = "lab";

    private static final int MBUFS = 16383;
    private static final int DATA_ROOM = 2048;

    /** Memory for DPDK: the mbufs with their headers, and its own structures. */
    private static final int MEGABYTES = 128;

    private final List<String> arguments;
    private final int mtu;
    private final Eal eal;
    private final MbufPool pool;

    /**
     * Starts it.
     *
     * @param words for EAL that name the devices; memory and logging are seen to
     * @param mtu of its ports, up to 2026
     * @throws io.guideway.ring.DpdkException if it does not start
     */
    public TrafficDpdk(final List<String> words, final int mtu) {
        this.mtu = mtu;
        arguments = arguments(words);
        eal = Eal.start(arguments);
        try {
            pool = eal.createPool(POOL, MBUFS, DATA_ROOM);
        } catch (final RuntimeException failure) {
            eal.close();
            throw failure;
        }
    }

    private static List<String> arguments(final List<String> words) {
        final List<String> all = new ArrayList<>(List.of("--log-level=lib.*:error", "--log-level=pmd.*:error"));
        if (!words.contains("--no-huge")) {
            all.addFirst("--in-memory");
        }
        all.addAll(words);
        final boolean huge = !words.contains("--no-huge") && HugePages.freeBytes() >= (long) MEGABYTES << 20;
        return huge ? List.copyOf(all) : List.copyOf(EalArguments.withoutHugePages(all, MEGABYTES));
    }

    /** What EAL was started with. */
    public List<String> arguments() {
        return arguments;
    }

    /** What DPDK's memory is made of. */
    public String memory() {
        return arguments.contains("--no-huge") ? "ordinary pages" : "huge pages";
    }

    /** Numbers of the ports that the words have named. */
    public List<Integer> portIds() {
        return eal.portIds();
    }

    /**
     * Opens a port to send by and a port to receive by; the same number opens one for both.
     *
     * @throws io.guideway.ring.DpdkException if there is no such port, or it does not start
     */
    public TrafficPorts open(final int txPort, final int rxPort) {
        final Port tx = open(txPort);
        return new TrafficPorts(tx, txPort == rxPort ? tx : open(rxPort));
    }

    /** Adds a pair of memif devices that are connected to each other, and opens it: sent by one, received by the other. */
    public TrafficPorts openLoop(final String name, final int ringSizeLog2) {
        final String common = "id=1,socket=%s-loop,rsize=%s".formatted(name, ringSizeLog2);
        final Port rx = open(eal.attach("net_memif8,role=server," + common));
        return new TrafficPorts(open(eal.attach("net_memif9,role=client," + common)), rx);
    }

    private Port open(final int id) {
        try {
            return eal.openPort(id, PortSettings.forWorkers(1).withMtu(mtu).withPromiscuous(true), pool);
        } catch (final IllegalArgumentException refused) {
            // Sensible settings, but not for this device, which nobody could know before it was there.
            throw new LabException(refused.getMessage());
        }
    }

    @Override
    public void close() {
        eal.close();
    }
}
