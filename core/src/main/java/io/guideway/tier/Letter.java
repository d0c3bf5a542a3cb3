package io.guideway.tier;

/**
 * A message with its place in its sender's run.
 *
 * @param run of its sender's stream to these readers
 * @param sequence in the run, from 1
 */
record Letter(long run, long sequence, Message message) {}
