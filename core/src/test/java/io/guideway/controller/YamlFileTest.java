package io.guideway.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.controller.ConfigurationException.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be parsed: exit code 1. */
class YamlFileTest {
    @TempDir
    private Path directory;

    @Test
    void aMissingFileIsNamed() {
        final Path file = directory.resolve("none.yaml");
        final Problem problem = only(assertThrows(ConfigurationException.class, () -> ConfigurationFile.read(file)));
        assertEquals(file + ": there is no such file; look for a typing error in its name", problem.toString());
    }

    @Test
    void aDirectoryIsNoFile() {
        final Problem problem =
                only(assertThrows(ConfigurationException.class, () -> ConfigurationFile.read(directory)));
        assertTrue(problem.message().contains("cannot be read: "), problem::toString);
    }

    @Test
    void anEmptyFileIsRefused() {
        refused("", 0, "the file is empty", "write node, dpdk and services");
        refused("# nothing yet\n", 0, "the file is empty", "write node, dpdk and services");
    }

    @Test
    void brokenYamlIsRefusedWithItsLine() {
        refused("node:\n  name: [lb-1\ndpdk: {}\n", 3, "this is not YAML: ", "mend this line or one above it");
        refused("node:\n\tname: lb-1\n", 2, "this is not YAML: ", "mend this line");
    }

    @Test
    void aKeyGivenTwiceIsRefused() {
        refused("node:\n  name: a\n  name: b\n", 3, "key \"name\" stands here twice", "keep one of them");
    }

    @Test
    void aSecondDocumentIsRefused() {
        refused("node: {}\n---\nnode: {}\n", 2, "a second document begins", "keep one document");
    }

    @Test
    void whatIsNotUtf8IsRefusedWithItsLine() {
        final byte[] octets = "node:\n  name: M\u00fcnchen\n".getBytes(StandardCharsets.ISO_8859_1);
        final Problem problem = only(assertThrows(ConfigurationException.class, () -> Sample.read(octets)));
        assertEquals(2, problem.line());
        assertEquals(10, problem.column());
        assertEquals("the file is not UTF-8: octet 0xFC", problem.message());
    }

    @Test
    void utf16IsRefused() {
        final byte[] octets = Sample.GOOD.yaml().getBytes(StandardCharsets.UTF_16);
        final Problem problem = only(assertThrows(ConfigurationException.class, () -> Sample.read(octets)));
        assertEquals("the file is not UTF-8: octet 0xFE", problem.message());
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        new Sample("\uFEFF" + Sample.GOOD.yaml()).isGood();
    }

    @Test
    void carriageReturnsArePassedOver() {
        new Sample(Sample.GOOD.yaml().replace("\n", "\r\n")).isGood();
    }

    @Test
    void aControlCharacterIsRefusedWithItsLine() {
        refused("node:\n  name: \u0001\n", 2, "the character U+0001 has no place in YAML", "remove it");
    }

    @Test
    void deepNestingIsRefused() {
        refused("[".repeat(100_000), 1, "nested more than 32 deep", "never closed");
        refused("{".repeat(100_000), 1, "nested more than 32 deep", "never closed");
        refused("? ".repeat(100_000), 1, "nested more than 32 deep", "never closed");
        refused("a:\n" + "- ".repeat(1_000) + "b\n", 2, "nested more than 32 deep", "never closed");
    }

    @Test
    void anAliasBombIsRefused() {
        final StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            final String alias = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(9, alias))));
        }
        refused(bomb.toString(), 7, "aliases stand for more than 1,000,000 values", "write the values out");
    }

    @Test
    void anEndlessListIsRefused() throws YamlException {
        final YamlException refusal = assertThrows(YamlException.class, new YamlReader("[a, b, c]\n", 3, "")::read);
        assertEquals("the file has more than 3 values", refusal.getMessage());
        assertEquals(new Position(1, 8), refusal.position());
        assertEquals(4, new YamlReader("[a, b, c]\n", 4, "").read().size());
    }

    @Test
    void anAliasWithoutItsAnchorIsRefused() {
        refused("a: *b\n", 1, "alias *b has no anchor before it", "write &b");
        refused("a: &a [*a]\n", 1, "alias *a has no anchor before it", "write &a");
    }

    @Test
    void aTagIsRefused() {
        refused("a: !!binary aGk=\n", 1, "tag tag:yaml.org,2002:binary is not understood", "remove it");
        refused("a: !mine {b: c}\n", 1, "tag !mine is not understood", "remove it");
        refused("a: !mine [b]\n", 1, "tag !mine is not understood", "remove it");
    }

    @Test
    void aListAsAKeyIsRefused() {
        refused("[a, b]: c\n", 1, "a list or mapping stands where a key is expected", "write a name");
    }

    @Test
    void anchorsAndAliasesWork() {
        Sample.GOOD
                .with("address: 10.0.1.1, weight: 1", "address: 10.0.1.1, weight: &w 1")
                .with("address: 10.0.1.2, weight: 1", "address: 10.0.1.2, weight: *w")
                .isGood();
    }

    @Test
    void textByTagIsText() {
        final Sample tagged = Sample.GOOD.with("\"000102030405060708090a0b0c0d0e0f\"", "!!str " + "1".repeat(32));
        assertEquals(
                new TierSeed(0x1111111111111111L, 0x1111111111111111L),
                tagged.accepted().node().tierSeed());
    }

    private static void refused(final String yaml, final int line, final String message, final String remedy) {
        final Problem problem = only(assertThrows(ConfigurationException.class, new Sample(yaml)::read));
        assertEquals(line, problem.line(), problem::toString);
        assertTrue(problem.message().contains(message), problem::toString);
        assertTrue(problem.remedy().contains(remedy), problem::toString);
    }

    private static Problem only(final ConfigurationException refusal) {
        assertEquals(Kind.UNPARSEABLE, refusal.kind());
        assertEquals(1, refusal.problems().size(), refusal::getMessage);
        return refusal.problems().getFirst();
    }
}
