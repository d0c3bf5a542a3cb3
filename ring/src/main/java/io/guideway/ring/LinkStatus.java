package io.guideway.ring;

/**
 * State of a port's link.
 *
 * @param up whether packets can pass
 * @param speedMbps megabits per second; 0 where there is none or the driver does not know
 * @param fullDuplex whether both directions pass at once
 */
public record LinkStatus(boolean up, long speedMbps, boolean fullDuplex) {}
