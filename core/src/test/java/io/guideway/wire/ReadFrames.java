package io.guideway.wire;

import java.util.ArrayList;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** An inbox whose frames end where their memory ends, and what came out of it. */
final class ReadFrames implements Inbox.Reader {
    final List<Message> messages = new ArrayList<>();
    final List<Refused> refusals = new ArrayList<>();
    private final Inbox inbox;

    ReadFrames(final Side side) {
        inbox = new Inbox(side);
    }

    static byte[] encoded(final Message message) {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final byte[] octets = new byte[new MessageEncoder().encode(message, buffer)];
        buffer.getBytes(0, octets);
        return octets;
    }

    ReadFrames accept(final byte[] frame) {
        inbox.accept(new UnsafeBuffer(frame), 0, frame.length, this);
        return this;
    }

    Inbox inbox() {
        return inbox;
    }

    /** The reason of the one refusal that there is. */
    String reason() {
        if (!messages.isEmpty() || refusals.size() != 1) {
            throw new AssertionError("%s and %s".formatted(messages, refusals));
        }
        return refusals.getFirst().reason();
    }

    @Override
    public void onMessage(final Message message) {
        messages.add(message);
    }

    @Override
    public void onNotUnderstood(final Refused refusal) {
        refusals.add(refusal);
    }
}
