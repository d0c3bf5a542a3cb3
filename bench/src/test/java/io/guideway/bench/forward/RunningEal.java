package io.guideway.bench.forward;

import io.guideway.ring.Eal;
import io.guideway.ring.EalArguments;
import io.guideway.ring.MbufPool;
import io.guideway.ring.Port;
import io.guideway.ring.PortSettings;
import java.util.List;

/** The one EAL of the test JVM, without huge pages and hardware, started by the first test that asks for it. */
public final class RunningEal {
    /** Octets of data room in the mbufs of {@link #POOL}: so few that longer frames come in several segments. */
    private static final int DATA_ROOM = 256;

    private static final int LINK_HEADERS = 22;
    private static final int MBUFS = 16383;

    private static final Eal EAL =
            Eal.start(EalArguments.withoutHugePages(List.of("--no-pci", "--log-level=lib.*:error"), 64));

    public static final MbufPool POOL = EAL.createPool("tests", MBUFS, DATA_ROOM);

    private RunningEal() {}

    /** Opens the port of a new device, one queue each way. */
    public static Port open(final String device) {
        return EAL.openPort(EAL.attach(device), PortSettings.forWorkers(1).withMtu(DATA_ROOM - LINK_HEADERS), POOL);
    }
}
