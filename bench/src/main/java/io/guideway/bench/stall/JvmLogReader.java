package io.guideway.bench.stall;

import io.guideway.bench.stall.JvmEvent.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads what {@link JvmLog} had written: lines such as
 * {@code [123ns][safepoint] Safepoint "ZMarkEndYoung", ..., Reaching safepoint: 2830 ns, ..., Total: 21374 ns, ...}. Lines tell
 * of the end of what they name, but for those of the compilers. Lines of other forms are passed over: a newer JVM may have some.
 */
final class JvmLogReader {
    private static final Pattern LINE = Pattern.compile("\\[(\\d+)ns]\\[([\\w,]+) *] (.*)");
    private static final Pattern SAFEPOINT =
            Pattern.compile("Safepoint \"([^\"]+)\".*?, Reaching safepoint: +(\\d+) ns.*?, Total: +(\\d+) ns.*");
    private static final Pattern HANDSHAKE =
            Pattern.compile("Handshake \"([^\"]+)\".*?, Total completion time: +(\\d+) ns.*");
    private static final Pattern COLLECTION = Pattern.compile("GC\\(\\d+\\) (.*?) \\d+[KMG]\\S*->\\S+ ([\\d.]+)(m?)s");

    private static final double NANOSECONDS_OF_A_MILLISECOND = 1e6;
    private static final double NANOSECONDS_OF_A_SECOND = 1e9;

    private JvmLogReader() {}

    /** All events of a file, in its order. */
    static List<JvmEvent> read(final Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.flatMap(line -> event(line).stream()).toList();
        }
    }

    /** The event that a line tells of, if it tells of any. */
    static Optional<JvmEvent> event(final String line) {
        final Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        final long time = Long.parseLong(parts.group(1));
        final String text = parts.group(3).strip();
        return switch (parts.group(2)) {
            case "safepoint" -> safepoint(time, text);
            case "handshake" -> handshake(time, text);
            case "gc" -> collection(time, text);
            case "jit,compilation" -> moment(Kind.COMPILATION, time, text);
            case "deoptimization" -> moment(Kind.DEOPTIMIZATION, time, text);
            default -> Optional.empty();
        };
    }

    private static Optional<JvmEvent> safepoint(final long time, final String text) {
        final Matcher parts = SAFEPOINT.matcher(text);
        return parts.matches()
                ? Optional.of(new JvmEvent(
                        Kind.SAFEPOINT,
                        parts.group(1),
                        time - Long.parseLong(parts.group(3)),
                        time,
                        Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    private static Optional<JvmEvent> handshake(final long time, final String text) {
        final Matcher parts = HANDSHAKE.matcher(text);
        return parts.matches()
                ? ended(Kind.HANDSHAKE, parts.group(1), time, Long.parseLong(parts.group(2)))
                : Optional.empty();
    }

    private static Optional<JvmEvent> collection(final long time, final String text) {
        final Matcher parts = COLLECTION.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        final double unit = parts.group(3).isEmpty() ? NANOSECONDS_OF_A_SECOND : NANOSECONDS_OF_A_MILLISECOND;
        return ended(Kind.COLLECTION, parts.group(1), time, Math.round(Double.parseDouble(parts.group(2)) * unit));
    }

    private static Optional<JvmEvent> ended(final Kind kind, final String what, final long time, final long length) {
        return Optional.of(new JvmEvent(kind, what, time - length, time, 0));
    }

    private static Optional<JvmEvent> moment(final Kind kind, final long time, final String text) {
        return Optional.of(new JvmEvent(kind, text.replaceAll(" +", " "), time, time, 0));
    }
}
