package io.guideway.bench.lab;

import io.guideway.bench.lab.device.DeviceCounters;

/**
 * Whether no frame came from nowhere or went there: what generator and sink counted beside what the device counted.
 *
 * @param taken frames that went into the link to the device
 * @param device what the device counted
 * @param arrived frames that came out of the link from the device
 */
public record Conservation(long taken, DeviceCounters device, long arrived) {
    /** What the device says for itself at the most: it announces its addresses. */
    private static final int OWN_FRAMES = 64;

    /** Frames sent into the link that the device did not see. */
    public long lostBefore() {
        return taken - device.received();
    }

    /** Frames that the device forwarded and the sink did not see; below 0 where it saw some of the device's own. */
    public long lostBehind() {
        return device.forwarded() - arrived;
    }

    /** Whether every frame that was lost was lost by the device, or refused by a full link, and is counted there. */
    public boolean holds() {
        return lostBefore() == 0 && lostBehind() <= 0 && lostBehind() >= -OWN_FRAMES;
    }
}
