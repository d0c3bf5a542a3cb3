package io.guideway.cli.demo;

import io.guideway.cli.demo.Scene.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an operator does to a node in service, and what happens to one, while requests to one service never pause: a backend is
 * drained and enabled again, by command; the server of another is killed, found dead by its checks, and started again; the
 * controller is killed.
 */
final class Story {
    private static final LabService SERVICE = LabService.OF_THE_STORY;
    private static final LabHost DRAINED = LabHost.BACKENDS.get(0);
    private static final LabHost KILLED = LabHost.BACKENDS.get(1);
    /** In a steady scene: by chance no backend misses out, (2/3)^100 is 2.5e-18. */
    private static final int REQUESTS = 100;

    private static final String DOWN = " is down, was up";
    private static final String UP = " is up, was down";
    private static final String ADOPTED = "adopted by every worker within";
    private static final String CONTROLLER_IS_BACK = ", which is what is wanted";

    private final Lab lab;
    private final ForwarderProcess node;
    private final List<LabBackend> backends;
    private final WebServer killed;
    private final Consumer<String> narrator;
    private final List<Scene> scenes = new ArrayList<>();
    private SteadyRequests requests;

    /** @param narrator is told each scene's title when it begins */
    Story(
            final Lab lab,
            final ForwarderProcess node,
            final List<LabBackend> backends,
            final Consumer<String> narrator) {
        this.lab = lab;
        this.node = node;
        this.backends = backends;
        this.killed = backends.stream()
                .filter(backend -> backend.host().equals(KILLED))
                .findFirst()
                .orElseThrow()
                .server();
        this.narrator = narrator;
    }

    /** Something that has ended when it returns. */
    private interface Act {
        void perform() throws IOException, InterruptedException;
    }

    /** Tells it from beginning to end, with everybody in service again. */
    StoryResult tell() throws IOException, InterruptedException {
        requests = SteadyRequests.start(lab, SERVICE);
        requests.awaitMore(1);
        steady("all three serve", Optional.empty());
        drain();
        final Map<String, Long> resets = kill();
        scene("the controller is killed (kill -9)", Kind.STEADY, () -> await(CONTROLLER_IS_BACK, this::killController));
        steady("the controller is back", Optional.empty());
        return StoryResult.of(SERVICE, scenes, requests.stop(), KILLED, resets);
    }

    private void drain() throws IOException, InterruptedException {
        scene("b1 is drained (guideway backend drain)", Kind.SLOTS_MOVE, () -> await(ADOPTED, () -> command("drain")));
        steady("b1 gets nothing", Optional.of(DRAINED));
        scene(
                "b1 is enabled (guideway backend enable)",
                Kind.SLOTS_MOVE,
                () -> await(ADOPTED, () -> command("enable")));
        steady("b1 serves again", Optional.empty());
    }

    private void command(final String word) throws IOException, InterruptedException {
        OperatorCommand.give(lab, "backend", word, SERVICE.name(), DRAINED.address(SERVICE.backendFamily()));
    }

    private Map<String, Long> kill() throws IOException, InterruptedException {
        final Map<String, Long> before = resets();
        scene("b2's server is killed (kill -9)", Kind.SERVER_DEAD, () -> awaitHealth(DOWN, killed::kill));
        final Map<String, Long> sent = resets();
        sent.replaceAll((backend, count) -> count - before.get(backend));
        steady("its checks have taken it out", Optional.of(KILLED));
        scene("b2's server is started again", Kind.SLOTS_MOVE, () -> awaitHealth(UP, killed::startAgain));
        steady("its checks have brought it back", Optional.empty());
        return sent;
    }

    private void killController() {
        node.killHalf("controller");
    }

    /** Does something to a server, and waits until the checks have seen it and every worker goes by what they saw. */
    private void awaitHealth(final String transition, final Act act) throws IOException, InterruptedException {
        await(ADOPTED, () -> await(transition, act));
    }

    /** Does something, and waits until the node says these words of it. */
    private void await(final String words, final Act act) throws IOException, InterruptedException {
        final long before = node.said(words);
        act.perform();
        node.awaitSaid(words, before + 1);
    }

    private void steady(final String title, final Optional<LabHost> out) throws IOException, InterruptedException {
        scene(title, Kind.STEADY, out, () -> requests.awaitMore(REQUESTS));
    }

    private void scene(final String title, final Kind kind, final Act act) throws IOException, InterruptedException {
        scene(title, kind, Optional.empty(), act);
    }

    private void scene(final String title, final Kind kind, final Optional<LabHost> out, final Act act)
            throws IOException, InterruptedException {
        narrator.accept(title);
        final long fromNs = System.nanoTime();
        act.perform();
        scenes.add(new Scene(title, kind, out, fromNs, System.nanoTime()));
    }

    private Map<String, Long> resets() throws IOException {
        final Map<String, Long> resets = new LinkedHashMap<>();
        for (final LabBackend backend : backends) {
            resets.put(backend.host().name(), backend.resetsSent());
        }
        return resets;
    }
}
