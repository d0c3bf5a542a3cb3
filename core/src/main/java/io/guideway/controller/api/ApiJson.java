package io.guideway.controller.api;

import io.guideway.packet.IpAddress;
import io.guideway.service.Ports;
import java.io.Serial;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.PropertyNamingStrategy;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.introspect.AnnotatedField;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/**
 * The records of {@code controller.operate} as JSON, and back: addresses as text, ports as the configuration has them, enumerations by the words of the docs,
 * {@code isConnected} as {@code connected}. What is not known is passed over, so that a client may be older than its node.
 */
public final class ApiJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .propertyNamingStrategy(new PlainNames())
            .addModule(new SimpleModule()
                    .addSerializer(IpAddress.class, new ToStringSerializer(IpAddress.class))
                    .addDeserializer(IpAddress.class, new AddressReader())
                    .addSerializer(Ports.class, new PortsJson.Writer())
                    .addDeserializer(Ports.class, new PortsJson.Reader()))
            .build();

    private ApiJson() {}

    /** For any thread. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    private static final class AddressReader extends StdDeserializer<IpAddress> {
        AddressReader() {
            super(IpAddress.class);
        }

        @Override
        public IpAddress deserialize(final JsonParser parser, final DeserializationContext context) {
            final String text = parser.getString();
            try {
                return IpAddress.parse(text);
            } catch (final IllegalArgumentException notOne) {
                return (IpAddress) context.handleWeirdStringValue(IpAddress.class, text, notOne.getMessage());
            }
        }
    }

    /** What {@code isCurrent} is to Java is {@code current} to everybody else. */
    private static final class PlainNames extends PropertyNamingStrategy {
        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public String nameForField(final MapperConfig<?> config, final AnnotatedField field, final String defaultName) {
            return plain(defaultName);
        }

        @Override
        public String nameForGetterMethod(
                final MapperConfig<?> config, final AnnotatedMethod method, final String defaultName) {
            return plain(defaultName);
        }

        @Override
        public String nameForConstructorParameter(
                final MapperConfig<?> config, final AnnotatedParameter parameter, final String defaultName) {
            return plain(defaultName);
        }

        private static String plain(final String name) {
            return name.matches("is[A-Z].*") ? Character.toLowerCase(name.charAt(2)) + name.substring(3) : name;
        }
    }
}
