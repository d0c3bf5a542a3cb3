package io.guideway.controller.health;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.Frame;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.PingFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.http2.frames.SettingsFrame;
import org.eclipse.jetty.http2.parser.Parser;

/**
 * What comes back on the one stream of a gRPC check: headers, a message, trailers (the gRPC protocol over HTTP/2, section
 * Responses). Hears frames in their order; what they add up to is bounded by who reads them. One thread.
 */
final class GrpcAnswer implements Parser.Listener {
    static final int STREAM = 1;

    private static final List<String> CODES = List.of(
            "OK",
            "CANCELLED",
            "UNKNOWN",
            "INVALID_ARGUMENT",
            "DEADLINE_EXCEEDED",
            "NOT_FOUND",
            "ALREADY_EXISTS",
            "PERMISSION_DENIED",
            "RESOURCE_EXHAUSTED",
            "FAILED_PRECONDITION",
            "ABORTED",
            "OUT_OF_RANGE",
            "UNIMPLEMENTED",
            "INTERNAL",
            "UNAVAILABLE",
            "DATA_LOSS",
            "UNAUTHENTICATED");

    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private final Replies replies;
    private Optional<String> failure = Optional.empty();
    private Optional<String> code = Optional.empty();
    private String words = "";
    private boolean isWhole;

    /** Takes what the protocol wants answered. */
    @FunctionalInterface
    interface Replies {
        void reply(Frame frame);
    }

    GrpcAnswer(final Replies replies) {
        this.replies = replies;
    }

    /** Whether nothing more is to come. */
    boolean isOver() {
        return isWhole || failure.isPresent();
    }

    /** What it was, if it is good. */
    String judge() throws CheckFailure {
        if (failure.isPresent()) {
            throw new CheckFailure(failure.get());
        }
        if (code.isEmpty()) {
            throw new CheckFailure("gRPC: answered without a grpc-status");
        }
        if (!code.get().equals("0")) {
            throw new CheckFailure("gRPC status " + spoken(code.get()) + words);
        }
        final String status = GrpcHealth.status(ByteBuffer.wrap(message.toByteArray()));
        if (!status.equals("SERVING")) {
            throw new CheckFailure("gRPC %s, expected SERVING".formatted(status));
        }
        return "gRPC SERVING";
    }

    private static String spoken(final String code) {
        if (!code.matches("[0-9]{1,2}")) {
            return Answer.shown(code);
        }
        final int number = Integer.parseInt(code);
        return number < CODES.size() ? number + " " + CODES.get(number) : code;
    }

    @Override
    public void onSettings(final SettingsFrame frame) {
        if (!frame.isReply()) {
            replies.reply(new SettingsFrame(Map.of(), true));
        }
    }

    @Override
    public void onPing(final PingFrame frame) {
        if (!frame.isReply()) {
            replies.reply(new PingFrame(frame.getPayload(), true));
        }
    }

    @Override
    public void onHeaders(final HeadersFrame frame) {
        if (frame.getStreamId() != STREAM) {
            fail("answered on stream %d, which nobody opened".formatted(frame.getStreamId()));
            return;
        }
        if (frame.getMetaData() instanceof final MetaData.Response response && !isGood(response.getStatus())) {
            fail("HTTP %d, expected 200".formatted(response.getStatus()));
            return;
        }
        final HttpFields fields = frame.getMetaData().getHttpFields();
        Optional.ofNullable(fields.get("grpc-status")).ifPresent(status -> code = Optional.of(status));
        Optional.ofNullable(fields.get("grpc-message")).ifPresent(text -> words = ": " + Answer.shown(text));
        isWhole = frame.isEndStream();
    }

    /** Interim statuses are read over. */
    private static boolean isGood(final int status) {
        return status == 200 || status / 100 == 1;
    }

    @Override
    public void onData(final DataFrame frame) {
        final ByteBuffer data = frame.getByteBuffer().slice();
        while (data.hasRemaining()) {
            message.write(data.get());
        }
        isWhole = frame.isEndStream();
    }

    @Override
    public void onReset(final ResetFrame frame) {
        fail("reset the stream: " + error(frame.getError()));
    }

    /** A server that goes away in order still answers what it has begun. */
    @Override
    public void onGoAway(final GoAwayFrame frame) {
        if (frame.getError() != ErrorCode.NO_ERROR.code || frame.getLastStreamId() < STREAM) {
            fail("went away: " + error(frame.getError()));
        }
    }

    @Override
    public void onStreamFailure(final int stream, final int error, final String reason) {
        fail("answered what is not HTTP/2: " + reason);
    }

    @Override
    public void onConnectionFailure(final int error, final String reason) {
        fail("answered what is not HTTP/2: " + reason);
    }

    private void fail(final String reason) {
        if (failure.isEmpty()) {
            failure = Optional.of("gRPC: " + reason);
        }
    }

    private static String error(final int number) {
        final ErrorCode known = ErrorCode.from(number);
        return known == null ? "error " + number : known.name();
    }
}
