package io.guideway.wire;

/** What a controller says to its forwarder. */
public sealed interface Command extends Message permits Hello, NewGeneration, Ping, Explain, AskDrops, AskCapture {}
