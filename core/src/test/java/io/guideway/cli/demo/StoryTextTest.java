package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class StoryTextTest {
    private final String text = StoryText.of(Stories.fine());

    @Test
    void noLineIsLongerThan80Columns() {
        assertAll(text.lines().map(line -> (Executable) () -> assertTrue(line.length() <= 80, line)));
    }

    @Test
    void everySceneIsARowAndEveryFailureHasItsCause() {
        assertEquals(
                List.of(
                        "The story, with requests on all the while: ipip, IPv4 in IPv6, VIP 203.0.113.9",
                        "s requests failed b1 b2 b3",
                        "all three serve 1.00 3 0 33% 33% 33%",
                        "b1 is drained 1.00 2 1 100% 0% 0%",
                        "b1 gets nothing 1.00 3 0 0% 33% 67%",
                        "b2's server is killed 1.00 3 2 100% 0% 0%",
                        "b2 is out 1.00 2 0 50% 0% 50%",
                        "13 requests, each on a connection of its own; 3 failed:",
                        "2 on b2, from its server's death until its checks took it out, 1.00 s",
                        "1 under way on a slot that moved to another backend by intent",
                        "0 otherwise"),
                text.lines().map(line -> line.strip().replaceAll(" +", " ")).toList());
    }
}
