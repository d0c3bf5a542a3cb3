package io.guideway.wire;

/**
 * How a capture goes.
 *
 * @param id of the {@link AskCapture} that this answers
 * @param file that it is written to; empty if there was none yet
 * @param packets written
 * @param lost packets that were asked for and found no room
 * @param end why it ended; empty while it goes on
 * @param refusal why what was asked is not done; empty if it is
 */
public record CaptureState(long id, Progress progress, String file, long packets, long lost, String end, String refusal)
        implements Answer {
    /** How far it is. */
    public enum Progress {
        /** There was none since the forwarder's start. */
        NONE,
        /** It goes on. */
        RUNNING,
        /** It has ended, and its file is whole. */
        OVER
    }

    /** There was none. */
    public static CaptureState none(final long id) {
        return new CaptureState(id, Progress.NONE, "", 0, 0, "", "");
    }

    /** The same as an answer to this question. */
    public CaptureState answering(final long question) {
        return new CaptureState(question, progress, file, packets, lost, end, refusal);
    }

    /** The same, but what was asked is not done. */
    public CaptureState refusing(final String why) {
        return new CaptureState(id, progress, file, packets, lost, end, why);
    }
}
