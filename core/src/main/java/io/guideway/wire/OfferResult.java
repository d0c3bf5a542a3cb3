package io.guideway.wire;

/** What became of a message that was offered. */
public enum OfferResult {
    /** It is on the stream. */
    SENT,
    /** It was taken, and its first parts are on the stream; the rest follows in polls to come. */
    UNFINISHED,
    /** It was not taken: the reader lags, or an earlier message is unfinished. Poll, and offer it again. */
    BACK_PRESSURE,
    /** It was not taken: nobody listens. */
    NOT_CONNECTED,
    /** It was not taken, and nothing will be: this end is closed. */
    CLOSED,
    /** It was not taken: it is longer than 64 MiB. */
    TOO_LONG
}
