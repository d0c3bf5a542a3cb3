package io.guideway.wire;

/**
 * Which packets were dropped last?
 *
 * @param id a number for the answer
 */
public record AskDrops(long id) implements Command {}
