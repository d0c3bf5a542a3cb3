package io.guideway.wire;

/**
 * What an end has seen since it was made.
 *
 * @param messages received and understood
 * @param refused messages that were not understood; the parts of a long one count once
 * @param incomplete long messages that broke off
 * @param superseded frames of sessions that a newer one has taken the place of; dropped unread
 * @param unsent answers of this end's own that found no room, and unfinished messages whose reader went
 * @param faults errors that Aeron reported
 */
public record StreamCounts(long messages, long refused, long incomplete, long superseded, long unsent, long faults) {}
