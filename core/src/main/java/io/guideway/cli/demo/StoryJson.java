package io.guideway.cli.demo;

import io.guideway.cli.demo.Scene.Kind;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The story for programs. */
final class StoryJson {
    private StoryJson() {}

    /** Fills an empty object. */
    static void write(final StoryResult story, final ObjectNode node) {
        node.put("service", story.service().name());
        node.put("vip", story.service().vip());
        node.put("requests", story.requests());
        node.put("failed", story.failed());
        node.put("failed_on_killed_backend", story.failedBy(Kind.SERVER_DEAD));
        node.put("failed_on_moved_slots", story.failedBy(Kind.SLOTS_MOVE));
        node.put("failed_otherwise", story.unexplained());
        node.put("killed_backend", story.killed().name());
        node.put("seconds_until_out", story.secondsDead());
        final ObjectNode resets = node.putObject("resets_sent_until_out");
        LabHost.BACKENDS.forEach(
                backend -> resets.put(backend.name(), story.resets().get(backend.name())));
        final ArrayNode scenes = node.putArray("scenes");
        story.scenes().forEach(scene -> write(scene, scenes.addObject()));
    }

    private static void write(final SceneResult result, final ObjectNode node) {
        node.put("title", result.scene().title());
        node.put("kind", result.scene().kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        result.scene().out().ifPresent(backend -> node.put("out", backend.name()));
        node.put("seconds", result.scene().seconds());
        node.put("requests", result.requests());
        node.put("failed", result.failed());
        final ObjectNode answers = node.putObject("answers");
        result.answers().forEach(answers::put);
    }
}
