package io.guideway.controller.health;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a response of HTTP/1.x (RFC 9112): at the most 16 KiB of status line and headers, and 64 KiB of the body. What comes
 * after that is not waited for. One thread, once.
 */
final class HttpAnswer {
    private static final int MOST_HEADERS = 16 * 1024;
    private static final int MOST_BODY = 64 * 1024;
    /** With what frames the chunks of a body; more frames than that are no sensible answer. */
    private static final int MOST_FRAMED = 8 * MOST_BODY;

    private static final int SMALL_BODY = 256;
    private static final int UNTIL_CLOSED = -1;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[0-9] ([1-9][0-9]{2})(?: .*)?");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,15})[ \t]*(?:;.*)?");

    private final BoundedInput in;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(SMALL_BODY);
    private long length = UNTIL_CLOSED;
    private boolean isChunked;

    HttpAnswer(final InputStream in) {
        this.in = new BoundedInput(in, MOST_HEADERS);
    }

    /** Reads the response and returns what it was, if {@code check} calls it good. */
    String judge(final Check.Http check) throws IOException, CheckFailure {
        final int status = head();
        if (!check.statuses().contains(status)) {
            throw new CheckFailure("HTTP %d, expected %s".formatted(status, check.statuses()));
        }
        in.bound(MOST_FRAMED);
        if (hasBody(status)) {
            readBody();
        }
        if (check.body().isPresent()) {
            match(check.body().get());
        }
        return "HTTP " + status;
    }

    /** The final status, past those that only say that it takes a while (RFC 9110, section 15.2). */
    private int head() throws IOException, CheckFailure {
        int status = status();
        headers();
        while (status < 200) {
            status = status();
            headers();
        }
        return status;
    }

    private int status() throws IOException, CheckFailure {
        final String line = in.line();
        final Matcher matcher = STATUS_LINE.matcher(line);
        if (!matcher.matches()) {
            throw new CheckFailure("answered what is not HTTP: " + Answer.shown(line));
        }
        return Integer.parseInt(matcher.group(1));
    }

    private void headers() throws IOException, CheckFailure {
        for (String line = in.line(); !line.isEmpty(); line = in.line()) {
            if (isNamed(line, "content-length")) {
                length = length(value(line));
            } else if (isNamed(line, "transfer-encoding")) {
                isChunked = value(line).toLowerCase(Locale.ROOT).endsWith("chunked");
            }
        }
    }

    private static boolean isNamed(final String line, final String name) {
        return line.length() > name.length()
                && line.charAt(name.length()) == ':'
                && line.regionMatches(true, 0, name, 0, name.length());
    }

    private static String value(final String line) {
        return line.substring(line.indexOf(':') + 1).strip();
    }

    private static long length(final String value) throws CheckFailure {
        if (!LENGTH.matcher(value).matches()) {
            throw new CheckFailure("answered a Content-Length that is no number: " + Answer.shown(value));
        }
        return Long.parseLong(value);
    }

    private static boolean hasBody(final int status) {
        return status != 204 && status != 304;
    }

    private void readBody() throws IOException, CheckFailure {
        if (isChunked) {
            chunks();
        } else if (length == UNTIL_CLOSED) {
            untilClosed();
        } else {
            octets(length);
        }
    }

    private void untilClosed() throws IOException {
        for (int octet = in.read(); octet >= 0 && !isFull(); octet = in.read()) {
            body.write(octet);
        }
    }

    private boolean isFull() {
        return body.size() == MOST_BODY;
    }

    /** Reads so many octets of the body, or until enough of it is known. */
    private void octets(final long count) throws IOException, CheckFailure {
        for (long i = 0; i < count && !isFull(); i++) {
            final int octet = in.read();
            if (octet < 0) {
                throw new CheckFailure(
                        "closed the connection after %d octets of its body, expected more".formatted(body.size()));
            }
            body.write(octet);
        }
    }

    private void chunks() throws IOException, CheckFailure {
        long size = chunkSize();
        while (size > 0) {
            octets(size);
            if (isFull()) {
                return;
            }
            in.line();
            size = chunkSize();
        }
    }

    private long chunkSize() throws IOException, CheckFailure {
        final String line = in.line();
        final Matcher matcher = CHUNK.matcher(line);
        if (!matcher.matches()) {
            throw new CheckFailure("answered a chunk without a size: " + Answer.shown(line));
        }
        return Long.parseLong(matcher.group(1), 16);
    }

    private void match(final String wanted) throws CheckFailure {
        final byte[] octets = body.toByteArray();
        if (!Answer.contains(octets, octets.length, wanted.getBytes(StandardCharsets.UTF_8))) {
            throw new CheckFailure(
                    "body %s, expected %s in it".formatted(Answer.shown(octets, octets.length), Answer.shown(wanted)));
        }
    }
}
