package io.guideway.cli.demo;

import io.guideway.cli.demo.Scene.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the {@link Story} came to.
 *
 * @param scenes in their order
 * @param killed the backend whose server was killed
 * @param resets TCP resets sent by each backend's kernel while that server was dead and the node did not know, by name
 */
record StoryResult(LabService service, List<SceneResult> scenes, LabHost killed, Map<String, Long> resets) {

    /** Puts the requests into their scenes. */
    static StoryResult of(
            final LabService service,
            final List<Scene> scenes,
            final List<SteadyRequest> requests,
            final LabHost killed,
            final Map<String, Long> resets) {
        final Map<Scene, List<SteadyRequest>> byScene = new LinkedHashMap<>();
        scenes.forEach(scene -> byScene.put(scene, new ArrayList<>()));
        requests.forEach(request -> byScene.get(sceneOf(request, scenes)).add(request));
        final List<SceneResult> results = new ArrayList<>();
        byScene.forEach((scene, inIt) -> results.add(SceneResult.of(scene, inIt)));
        return new StoryResult(service, List.copyOf(results), killed, Map.copyOf(resets));
    }

    private static Scene sceneOf(final SteadyRequest request, final List<Scene> scenes) {
        if (!request.succeeded()) {
            for (final Scene scene : scenes) {
                if (scene.accountsFor(request)) {
                    return scene;
                }
            }
        }
        return scenes.stream()
                .filter(scene -> request.startNs() < scene.toNs())
                .findFirst()
                .orElse(scenes.getLast());
    }

    int requests() {
        return scenes.stream().mapToInt(SceneResult::requests).sum();
    }

    int failed() {
        return scenes.stream().mapToInt(SceneResult::failed).sum();
    }

    /** Failures that a scene of that kind accounts for. */
    int failedBy(final Kind kind) {
        return scenes.stream()
                .filter(result -> result.scene().kind() == kind)
                .mapToInt(SceneResult::explained)
                .sum();
    }

    /** Failures that nothing in the story accounts for. */
    int unexplained() {
        return scenes.stream().mapToInt(result -> result.unexplained().size()).sum();
    }

    /** How long a server was dead and the node did not know. */
    double secondsDead() {
        return scenes.stream()
                .map(SceneResult::scene)
                .filter(scene -> scene.kind() == Kind.SERVER_DEAD)
                .mapToDouble(Scene::seconds)
                .sum();
    }

    /** What is not as it has to be; empty = the story went as it is told. */
    List<String> problems() {
        final List<String> problems = new ArrayList<>();
        scenes.forEach(result -> problems.addAll(result.problems()));
        resets.forEach((backend, sent) -> {
            if (sent > 0 && !backend.equals(killed.name())) {
                problems.add(
                        "while %s's server was dead, %s reset %d connections".formatted(killed.name(), backend, sent));
            }
        });
        return problems;
    }
}
