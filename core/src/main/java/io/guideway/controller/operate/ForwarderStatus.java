package io.guideway.controller.operate;

/**
 * The packet half, as the controller knows it.
 *
 * @param isConnected whether there is one
 * @param generation the number of the one in use; 0 where that is not known
 * @param digest of its services; empty where it is not known
 * @param isCurrent whether these are the services that are wanted
 * @param refusal why it refuses what is wanted; empty if it does not
 */
public record ForwarderStatus(boolean isConnected, long generation, String digest, boolean isCurrent, String refusal) {}
