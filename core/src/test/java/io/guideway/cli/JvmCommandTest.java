package io.guideway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class JvmCommandTest {
    @Test
    void ofSeveralCollectorsTheLastIsLeft() {
        assertEquals(
                List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:+UseLargePages"),
                JvmCommand.withOneCollector(
                        List.of("-XX:+UseZGC", "-Xmx1g", "-XX:+UseG1GC", "-XX:+UseSerialGC", "-XX:+UseLargePages")));
        assertEquals(List.of("-Xmx1g"), JvmCommand.withOneCollector(List.of("-Xmx1g")));
    }

    @Test
    void itRunsTheProgramWithTheJvmAndTheClassesOfThisOne() {
        final List<String> words = JvmCommand.of(List.of("-Xms16m"), "GUIDEWAY_NO_SUCH_VARIABLE", List.of("version"));
        assertTrue(words.getFirst().endsWith("/bin/java"), words.toString());
        assertTrue(words.contains("-Xms16m"), words.toString());
        final int main = words.indexOf("io.guideway.cli.Guideway");
        assertEquals(System.getProperty("java.class.path"), words.get(main - 1));
        assertEquals(List.of("version"), words.subList(main + 1, words.size()));
    }
}
