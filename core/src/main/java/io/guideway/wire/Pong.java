package io.guideway.wire;

/**
 * Here.
 *
 * @param id of the {@link Ping} that this answers
 */
public record Pong(long id) implements Answer {}
