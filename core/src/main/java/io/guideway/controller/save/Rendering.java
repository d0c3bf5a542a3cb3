package io.guideway.controller.save;

import io.guideway.packet.IpAddress;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes items that the text does not have yet. */
final class Rendering {
    private Rendering() {}

    /** A service, whole. */
    static ListEdit.Item service(final JsonNode service) {
        return new ListEdit.Item() {
            @Override
            public String flow() {
                return service.toString();
            }

            @Override
            public String block(final int column) {
                return indented(yaml(service), column);
            }
        };
    }

    private static String yaml(final JsonNode service) {
        final DumpSettings settings = DumpSettings.builder()
                .setSchema(new CoreSchema())
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setIndent(4)
                .setIndicatorIndent(2)
                .setIndentWithIndicator(false)
                .setSplitLines(false)
                .build();
        return new Dump(settings)
                .dumpToString(JsonMapper.shared().convertValue(service, Object.class))
                .stripTrailing();
    }

    private static String indented(final String text, final int column) {
        return text.replace("\n", "\n" + " ".repeat(column));
    }

    /** @param isFlow whether the item is to stand in braces in a block list too, as its neighbours do */
    static ListEdit.Item backend(final IpAddress address, final int weight, final boolean isFlow) {
        return new ListEdit.Item() {
            @Override
            public String flow() {
                return "{address: %s, weight: %d}".formatted(word(address), weight);
            }

            @Override
            public String block(final int column) {
                return isFlow
                        ? flow()
                        : "address: %s\n%sweight: %d".formatted(word(address), " ".repeat(column), weight);
            }
        };
    }

    /** Inside braces a colon can end a word. */
    private static String word(final IpAddress address) {
        return address.isIpv4() ? address.toString() : '"' + address.toString() + '"';
    }
}
