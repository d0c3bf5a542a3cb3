package io.guideway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.guideway.cli.demo.Scene.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoryResultTest {
    @Test
    void failuresStandWithTheSceneThatAccountsForThem() {
        final StoryResult story = Stories.fine();
        assertEquals(List.of(), story.problems());
        assertEquals(13, story.requests());
        assertEquals(3, story.failed());
        assertEquals(2, story.failedBy(Kind.SERVER_DEAD));
        assertEquals(1, story.failedBy(Kind.SLOTS_MOVE));
        assertEquals(0, story.unexplained());
        assertEquals(1, story.secondsDead());
    }

    @Test
    void aRequestUnderWayAtTheKillIsTheKillsAlthoughItBeganBefore() {
        assertEquals(
                1, Stories.with(Stories.refused(2999, 3001)).scenes().get(3).failed());
    }

    @Test
    void aFailureWhileNothingHappenedIsAProblem() {
        final StoryResult story = Stories.with(Stories.refused(4500, 4501), Stories.refused(4600, 4601));
        assertEquals(2, story.unexplained());
        assertEquals(
                List.of("b2 is out: 2 requests failed, and nothing in the story accounts for it: Connection refused"),
                story.problems());
    }

    @Test
    void aRequestThatNobodyAnswersIsAProblemEvenWhileAServerIsDead() {
        final StoryResult story = Stories.with(Stories.silent(3100, 3900));
        assertEquals(0, story.failedBy(Kind.SERVER_DEAD));
        assertEquals(
                List.of(
                        "b2's server is killed: 1 requests failed, and nothing in the story accounts for it: timed out"),
                story.problems());
    }

    @Test
    void aBackendThatIsOutMustNotAnswer() {
        assertEquals(
                List.of("b1 gets nothing: b1 answered 1 requests"),
                Stories.with(Stories.answered(2500, "b1")).problems());
    }

    @Test
    void aConnectionThatBeganBeforeMayStillBeAnswered() {
        assertEquals(List.of(), Stories.with(Stories.answered(1999, "b1")).problems());
    }

    @Test
    void aBackendThatIsInMustAnswer() {
        final Scene scene = Stories.fine().scenes().getFirst().scene();
        assertEquals(
                List.of("all three serve: b2 answered no request", "all three serve: b3 answered no request"),
                SceneResult.of(scene, List.of(Stories.answered(100, "b1"))).problems());
    }

    @Test
    void resetsByAnotherBackendThanTheKilledOneAreAProblem() {
        assertEquals(
                List.of("while b2's server was dead, b3 reset 1 connections"),
                Stories.with(Map.of("b1", 0L, "b2", 5L, "b3", 1L)).problems());
    }
}
