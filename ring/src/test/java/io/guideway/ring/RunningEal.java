package io.guideway.ring;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The one EAL of the test JVM, without huge pages and hardware, started by the first test that asks for it. */
final class RunningEal {
    /** Octets of data room in the mbufs of {@link #POOL}. */
    static final int DATA_ROOM = 2048;

    static final Eal EAL = Eal.start(EalArguments.withoutHugePages(List.of("--no-pci", "--log-level=warning"), 256));
    static final MbufPool POOL = EAL.createPool("tests", 8191, DATA_ROOM);

    private static final AtomicInteger DEVICES = new AtomicInteger();

    private RunningEal() {}

    /** Opens the port of a new device, one queue each way. */
    static Port open(final String driver, final String arguments) {
        return EAL.openPort(attach(driver, arguments), PortSettings.forWorkers(1), POOL);
    }

    /** A new device of a driver that numbers its devices, such as {@code net_ring}; says the number of its port. */
    static int attach(final String driver, final String arguments) {
        return EAL.attach(driver + DEVICES.getAndIncrement() + arguments);
    }
}
