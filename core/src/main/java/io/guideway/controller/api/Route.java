package io.guideway.controller.api;

import io.guideway.controller.operate.ChangeRefusedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one method does to one resource.
 *
 * @param template the path, with names in braces
 */
record Route(String method, String template, Action action) {
    /** Serves a request. */
    @FunctionalInterface
    interface Action {
        Answer answer(Call call) throws ApiException, ChangeRefusedException;
    }

    /** Whether it changes anything, and so knows {@code dry-run}. */
    boolean isChange() {
        return !method.equals("GET");
    }

    /** The names in the path, if the template is the path's. */
    Optional<Map<String, String>> match(final List<String> segments) {
        final List<String> parts = List.of(template.substring(1).split("/"));
        if (parts.size() != segments.size()) {
            return Optional.empty();
        }
        final Map<String, String> names = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            final String part = parts.get(i);
            if (part.startsWith("{")) {
                names.put(part.substring(1, part.length() - 1), segments.get(i));
            } else if (!part.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(names);
    }
}
