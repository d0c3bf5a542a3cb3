package io.guideway.cli.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the requests of one scene: those that began in it, and those that failed by what went on in it.
 *
 * @param answers by the backend's name, in the lab's order; 0 where there was none
 * @param unexplained why others failed, a text for each
 */
record SceneResult(Scene scene, int requests, int failed, Map<String, Long> answers, List<String> unexplained) {
    private static final int FEW = 3;

    static SceneResult of(final Scene scene, final List<SteadyRequest> requests) {
        final Map<String, Long> answers = new LinkedHashMap<>();
        LabHost.BACKENDS.forEach(backend -> answers.put(backend.name(), 0L));
        final List<SteadyRequest> failed = new ArrayList<>();
        for (final SteadyRequest request : requests) {
            if (request.succeeded()) {
                answers.merge(request.text(), 1L, Long::sum);
            } else {
                failed.add(request);
            }
        }
        final List<String> unexplained = failed.stream()
                .filter(request -> !scene.accountsFor(request))
                .map(SteadyRequest::text)
                .toList();
        return new SceneResult(scene, requests.size(), failed.size(), answers, unexplained);
    }

    /** Failures that what went on in the scene accounts for. */
    int explained() {
        return failed - unexplained.size();
    }

    /** The part of the answers that came from a backend, 0 to 1. */
    double share(final LabHost backend) {
        return requests == failed ? 0 : (double) answers.get(backend.name()) / (requests - failed);
    }

    /** What is not as it has to be; empty = all is well. */
    List<String> problems() {
        final List<String> problems = new ArrayList<>();
        if (!unexplained.isEmpty()) {
            problems.add("%s: %d requests failed, and nothing in the story accounts for it: %s"
                    .formatted(
                            scene.title(),
                            unexplained.size(),
                            String.join(
                                    "; ",
                                    unexplained.stream().distinct().limit(FEW).toList())));
        }
        if (scene.kind() == Scene.Kind.STEADY) {
            LabHost.BACKENDS.forEach(backend -> addShareProblem(backend, problems));
        }
        return problems;
    }

    private void addShareProblem(final LabHost backend, final List<String> problems) {
        final long got = answers.get(backend.name());
        final boolean isOut = scene.out().filter(backend::equals).isPresent();
        if (isOut && got > 0) {
            problems.add("%s: %s answered %d requests".formatted(scene.title(), backend.name(), got));
        } else if (!isOut && got == 0) {
            problems.add("%s: %s answered no request".formatted(scene.title(), backend.name()));
        }
    }
}
