package io.guideway.wire;

/** What a forwarder says to its controller, asked or not. */
public sealed interface Answer extends Message
        permits HelloAnswer, Adopted, Refused, Counters, Pong, Explained, Drops, CaptureState {}
