package io.guideway.controller.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpStatus;

/** Finds the route of a request. */
final class Router {
    private final List<Route> routes;

    Router(final List<Route> routes) {
        this.routes = routes;
    }

    /** A route that fits a path, and the names in it. */
    record Match(Route route, Map<String, String> names) {}

    /** @throws ApiException 404 if there is no such resource, 405 if it does not know the method */
    Match find(final String method, final String path) throws ApiException {
        final List<String> segments = PathSegments.of(path);
        final List<Match> matches = routes.stream()
                .flatMap(route -> match(route, segments).stream())
                .toList();
        if (matches.isEmpty()) {
            throw new ApiException(
                    HttpStatus.NOT_FOUND_404, "there is no resource '%s'; see /v1/openapi.json".formatted(path));
        }
        final String wanted = method.equals("HEAD") ? "GET" : method;
        return matches.stream()
                .filter(match -> match.route().method().equals(wanted))
                .findFirst()
                .orElseThrow(() -> notAllowed(method, path, matches));
    }

    private static Optional<Match> match(final Route route, final List<String> segments) {
        return route.match(segments).map(names -> new Match(route, names));
    }

    private static ApiException notAllowed(final String method, final String path, final List<Match> matches) {
        final String allowed = matches.stream()
                .map(match -> match.route().method())
                .map(known -> known.equals("GET") ? "GET, HEAD" : known)
                .collect(Collectors.joining(", "));
        return new ApiException(
                HttpStatus.METHOD_NOT_ALLOWED_405,
                "'%s' does not know %s; use %s".formatted(path, method, allowed),
                Map.of("Allow", allowed));
    }
}
