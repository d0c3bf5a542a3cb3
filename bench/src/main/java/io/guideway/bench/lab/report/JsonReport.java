package io.guideway.bench.lab.report;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

public final class JsonReport {
    private JsonReport() {}

    public static ObjectNode of(final LabReport report) {
        return JsonMapper.shared().createObjectNode();
    }
}
