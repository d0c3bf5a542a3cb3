package io.guideway.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The results of one file.
 *
 * @param kind what wrote it
 * @param results by key, in the file's order
 * @param conditions under which they came about, by name: a difference there may explain one here
 */
record ResultFile(Path path, String kind, SequencedMap<Result.Key, Result> results, Map<String, String> conditions) {

    /**
     * Reads the output of JMH or of {@code bench forward --json}.
     *
     * @throws WrongFileException if it is neither, or broken
     */
    static ResultFile read(final Path path) throws WrongFileException {
        final JsonNode json = json(path);
        try {
            if (json.isArray() && !json.isEmpty()) {
                return of(path, "JMH", JmhResults.of(json), JmhResults.conditions(json));
            }
            if (ForwardResult.is(json)) {
                return of(path, "bench forward", List.of(ForwardResult.of(json)), ForwardResult.conditions(json));
            }
        } catch (final JacksonException broken) {
            throw new WrongFileException(
                    path, "lacks what results have: %s; measure again".formatted(broken.getOriginalMessage()));
        }
        throw new WrongFileException(
                path,
                json.isArray()
                        ? "has no results in it; measure again"
                        : "has no results in it; give a file of \"guideway bench jmh -rf json -rff FILE\","
                                + " of \"guideway bench suite --output FILE\" or of \"guideway bench forward --json\"");
    }

    private static JsonNode json(final Path path) throws WrongFileException {
        try {
            return JsonMapper.shared().readTree(Files.readString(path));
        } catch (final NoSuchFileException missing) {
            throw new WrongFileException(path, "does not exist; give a file of results");
        } catch (final IOException unreadable) {
            throw new WrongFileException(path, "cannot be read: %s; give a file of results".formatted(unreadable));
        } catch (final JacksonException broken) {
            throw new WrongFileException(
                    path,
                    "is not JSON (line %d: %s); give a file of results"
                            .formatted(broken.getLocation().getLineNr(), broken.getOriginalMessage()));
        }
    }

    private static ResultFile of(
            final Path path, final String kind, final List<Result> results, final Map<String, String> conditions)
            throws WrongFileException {
        final SequencedMap<Result.Key, Result> byKey = new LinkedHashMap<>();
        for (final Result result : results) {
            if (byKey.put(result.key(), result) != null) {
                throw new WrongFileException(path, "has %s twice; give one result of each".formatted(result.key()));
            }
        }
        return new ResultFile(path, kind, byKey, conditions);
    }
}
