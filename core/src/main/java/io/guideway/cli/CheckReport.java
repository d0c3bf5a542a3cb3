package io.guideway.cli;

import io.guideway.controller.CheckedConfiguration;
import io.guideway.controller.ConfigurationException;
import io.guideway.controller.Problem;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code guideway check --json} prints. */
final class CheckReport {
    private CheckReport() {}

    static String json(final Path file, final CheckedConfiguration checked) {
        return report(file, 0, List.of(), checked.warnings());
    }

    static String json(final Path file, final ConfigurationException e) {
        return report(file, e.kind().exitCode(), e.problems(), e.warnings());
    }

    private static String report(
            final Path file, final int exitCode, final List<Problem> errors, final List<Problem> warnings) {
        final ObjectNode report = JsonMapper.shared()
                .createObjectNode()
                .put("file", file.toString())
                .put("ok", errors.isEmpty())
                .put("exitCode", exitCode);
        addAll(report.putArray("errors"), errors);
        addAll(report.putArray("warnings"), warnings);
        return report.toString();
    }

    private static void addAll(final ArrayNode array, final List<Problem> problems) {
        for (final Problem problem : problems) {
            array.addObject()
                    .put("line", problem.line())
                    .put("column", problem.column())
                    .put("path", problem.path())
                    .put("value", problem.value().orElse(null))
                    .put("message", problem.message())
                    .put("remedy", problem.remedy());
        }
    }
}
