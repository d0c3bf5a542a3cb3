package io.guideway.wire;

/** What goes over the wire. All are immutable values but {@link Counters}. */
public sealed interface Message permits Command, Answer {}
