package io.guideway.wire;

/**
 * Are you there? The forwarder answers with {@link Pong}.
 *
 * @param id of the sender's choice
 */
public record Ping(long id) implements Command {}
