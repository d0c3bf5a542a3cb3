package io.guideway.cli.demo;

import io.guideway.cli.demo.Scene.Kind;
import io.guideway.cli.demo.SteadyRequest.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A short story to test with: all serve, b1 drained, b1 out, b2 killed, b2 out; a second each. Times in ms of it. */
final class Stories {
    static final LabHost B1 = LabHost.BACKENDS.get(0);
    static final LabHost B2 = LabHost.BACKENDS.get(1);
    static final Map<String, Long> RESETS = Map.of("b1", 0L, "b2", 3L, "b3", 0L);
    private static final long NS_A_MS = 1_000_000;

    private static final List<Scene> SCENES = List.of(
            scene("all three serve", Kind.STEADY, Optional.empty(), 0),
            scene("b1 is drained", Kind.SLOTS_MOVE, Optional.empty(), 1000),
            scene("b1 gets nothing", Kind.STEADY, Optional.of(B1), 2000),
            scene("b2's server is killed", Kind.SERVER_DEAD, Optional.empty(), 3000),
            scene("b2 is out", Kind.STEADY, Optional.of(B2), 4000));

    private Stories() {}

    private static Scene scene(final String title, final Kind kind, final Optional<LabHost> out, final long startMs) {
        return new Scene(title, kind, out, startMs * NS_A_MS, (startMs + 1000) * NS_A_MS);
    }

    /** As it should go: two refused on b2, one reset when b1 was drained. */
    static StoryResult fine() {
        return with(refused(1990, 2001), refused(2999, 3001), refused(3500, 3501));
    }

    /** With these requests beside those that were answered. */
    static StoryResult with(final SteadyRequest... others) {
        return with(RESETS, others);
    }

    static StoryResult with(final Map<String, Long> resets, final SteadyRequest... others) {
        final List<SteadyRequest> requests = new ArrayList<>(List.of(
                answered(100, "b1"),
                answered(200, "b2"),
                answered(300, "b3"),
                answered(1100, "b1"),
                answered(2200, "b2"),
                answered(2300, "b3"),
                answered(2400, "b3"),
                answered(3100, "b1"),
                answered(4100, "b1"),
                answered(4300, "b3")));
        requests.addAll(List.of(others));
        return StoryResult.of(LabService.OF_THE_STORY, SCENES, requests, B2, resets);
    }

    static SteadyRequest answered(final long startMs, final String backend) {
        return new SteadyRequest(startMs * NS_A_MS, (startMs + 1) * NS_A_MS, Result.ANSWERED, backend);
    }

    static SteadyRequest refused(final long startMs, final long endMs) {
        return new SteadyRequest(startMs * NS_A_MS, endMs * NS_A_MS, Result.REFUSED, "Connection refused");
    }

    static SteadyRequest silent(final long startMs, final long endMs) {
        return new SteadyRequest(startMs * NS_A_MS, endMs * NS_A_MS, Result.FAILED, "timed out");
    }
}
