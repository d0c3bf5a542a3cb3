package io.guideway.controller;

import io.guideway.controller.ConfigurationException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A file's way from octets to the YAML tree, and what can go wrong on it: all of it is {@link Kind#UNPARSEABLE}. */
final class YamlFile {
    private static final int LARGEST_BYTES = 64 << 20;
    private static final long MOST_VALUES = 5_000_000;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private YamlFile() {}

    static YamlNode parse(final Path file) throws ConfigurationException {
        return parse(file.toString(), octets(file));
    }

    /** What stands in a file. */
    static byte[] octets(final Path file) throws ConfigurationException {
        try {
            return read(file);
        } catch (final YamlException e) {
            throw refusal(file.toString(), e);
        }
    }

    /** The tree of octets that were read from a file, or came otherwise. */
    static YamlNode parse(final String name, final byte[] octets) throws ConfigurationException {
        return parseWithout("", name, octets);
    }

    /** The same with an empty list for what stands under a key of the root. */
    static YamlNode parseWithout(final String key, final String name, final byte[] octets)
            throws ConfigurationException {
        try {
            return parse(decode(octets), key);
        } catch (final YamlException e) {
            throw refusal(name, e);
        }
    }

    private static ConfigurationException refusal(final String name, final YamlException e) {
        final Position at = e.position();
        final Problem problem =
                new Problem(name, at.line(), at.column(), "", Optional.empty(), e.getMessage(), e.remedy());
        return new ConfigurationException(Kind.UNPARSEABLE, List.of(problem), List.of());
    }

    private static YamlNode parse(final String text, final String passedOver) throws YamlException {
        try {
            return new YamlReader(text, MOST_VALUES, passedOver).read();
        } catch (final MarkedYamlEngineException e) {
            throw new YamlException(
                    position(e), "this is not YAML: " + e.getProblem(), "mend this line or one above it");
        } catch (final ReaderException e) {
            throw new YamlException(
                    position(text, e.getPosition()),
                    "the character U+%04X has no place in YAML".formatted(e.getCodePoint()),
                    "remove it");
        } catch (final YamlEngineException e) {
            throw new YamlException(Position.NOWHERE, "this is not YAML: " + e.getMessage(), "mend the file");
        }
    }

    private static Position position(final MarkedYamlEngineException e) {
        return e.getProblemMark().or(e::getContextMark).map(YamlFile::position).orElse(Position.NOWHERE);
    }

    private static Position position(final Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static Position position(final String text, final int index) {
        final String before = text.substring(0, Math.min(text.length(), text.offsetByCodePoints(0, index)));
        final int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Position(line, before.length() - before.lastIndexOf('\n'));
    }

    private static byte[] read(final Path file) throws YamlException {
        try (InputStream stream = Files.newInputStream(file)) {
            final byte[] octets = stream.readNBytes(LARGEST_BYTES + 1);
            if (octets.length > LARGEST_BYTES) {
                throw new YamlException(
                        Position.NOWHERE,
                        "the file is larger than %d MiB".formatted(LARGEST_BYTES >> 20),
                        "is it the right one?");
            }
            return octets;
        } catch (final NoSuchFileException e) {
            throw new YamlException(Position.NOWHERE, "there is no such file", "look for a typing error in its name");
        } catch (final AccessDeniedException e) {
            throw new YamlException(
                    Position.NOWHERE, "the file may not be read", "give yourself the right to, or use sudo");
        } catch (final IOException e) {
            throw new YamlException(
                    Position.NOWHERE, "the file cannot be read: " + e.getMessage(), "name a readable file");
        }
    }

    /** The text, without a byte order mark. */
    static String decode(final byte[] octets) throws YamlException {
        final ByteBuffer input = ByteBuffer.wrap(octets);
        try {
            final String text =
                    StandardCharsets.UTF_8.newDecoder().decode(input).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (final CharacterCodingException e) {
            throw new YamlException(
                    lineAt(octets, input.position()),
                    "the file is not UTF-8: octet 0x%02X".formatted(octets[input.position()]),
                    "save it as UTF-8");
        }
    }

    private static Position lineAt(final byte[] octets, final int index) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < index; i++) {
            if (octets[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Position(line, index - lineStart + 1);
    }
}
