package io.guideway.controller.api;

import io.guideway.service.Ports;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ser.std.StdSerializer;

/** Ports in JSON as in the configuration: one is a number, a range and all are text. */
final class PortsJson {
    private PortsJson() {}

    static final class Writer extends StdSerializer<Ports> {
        Writer() {
            super(Ports.class);
        }

        @Override
        public void serialize(final Ports ports, final JsonGenerator json, final SerializationContext context) {
            if (ports.isSingle()) {
                json.writeNumber(ports.first());
            } else {
                json.writeString(ports.toString());
            }
        }
    }

    static final class Reader extends StdDeserializer<Ports> {
        Reader() {
            super(Ports.class);
        }

        @Override
        public Ports deserialize(final JsonParser parser, final DeserializationContext context) {
            final String text =
                    parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : parser.getValueAsString("");
            try {
                return Ports.parse(text);
            } catch (final IllegalArgumentException none) {
                return (Ports) context.handleWeirdStringValue(Ports.class, text, none.getMessage());
            }
        }
    }
}
