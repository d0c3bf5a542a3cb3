package io.guideway.cli.demo;

import io.guideway.cli.demo.Scene.Kind;
import java.util.Locale;

/** The story for people: a table of its scenes, at most 80 columns, and what became of the requests that failed. */
final class StoryText {
    private static final String HEAD = "  %-39s %5s %8s %6s %5s %4s %4s%n";
    private static final String SUM = "  %,6d %s%n";

    private StoryText() {}

    static String of(final StoryResult story) {
        final StringBuilder text = new StringBuilder();
        text.append(format(
                "The story, with requests on all the while: %s, VIP %s%n",
                story.service().title(), story.service().vip()));
        text.append(
                format(HEAD, "", "s", "requests", "failed", "b1", "b2", "b3").replaceAll(" +\n", "\n"));
        story.scenes().forEach(scene -> text.append(row(scene)));
        text.append(format(
                "  %,d requests, each on a connection of its own; %,d failed:%n", story.requests(), story.failed()));
        text.append(format(SUM, story.failedBy(Kind.SERVER_DEAD), onKilled(story)));
        text.append(format(
                SUM, story.failedBy(Kind.SLOTS_MOVE), "under way on a slot that moved to another backend by intent"));
        return text.append(format(SUM, story.unexplained(), "otherwise")).toString();
    }

    private static String onKilled(final StoryResult story) {
        return format(
                "on %s, from its server's death until its checks took it out, %.2f s",
                story.killed().name(), story.secondsDead());
    }

    private static String row(final SceneResult result) {
        final Object[] shares = LabHost.BACKENDS.stream()
                .map(backend -> format("%.0f%%", 100 * result.share(backend)))
                .toArray();
        return format(
                HEAD,
                result.scene().title(),
                format("%.2f", result.scene().seconds()),
                format("%,d", result.requests()),
                format("%,d", result.failed()),
                shares[0],
                shares[1],
                shares[2]);
    }

    private static String format(final String format, final Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
