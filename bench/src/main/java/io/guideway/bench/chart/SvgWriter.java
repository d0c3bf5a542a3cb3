package io.guideway.bench.chart;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Elements, attributes and escaped text, without an XML declaration, so that the result may stand in a page of HTML. Numbers
 * are formatted by {@code %s} and never by {@code %d}, which some locales write in digits of their own.
 */
final class SvgWriter {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";

    /** What XML 1.0 cannot hold, not even escaped (section 2.2). */
    private static final String NO_CHARACTER = "[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]";

    private static final int DECIMALS = 2;

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    SvgWriter() {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (final XMLStreamException impossible) {
            throw new AssertionError("a string takes every element", impossible);
        }
    }

    /** Opens the outermost element. */
    void begin(final int width, final int height) {
        open(
                "svg",
                "xmlns",
                NAMESPACE,
                "viewBox",
                "0 0 %s %s".formatted(width, height),
                "width",
                width,
                "height",
                height,
                "role",
                "img",
                "font-family",
                "system-ui, sans-serif",
                "font-size",
                13);
    }

    /** Opens an element; attributes are names and values in turn. */
    void open(final String name, final Object... attributes) {
        write(() -> {
            xml.writeStartElement(name);
            attributes(attributes);
        });
    }

    /** An element with nothing in it. */
    void empty(final String name, final Object... attributes) {
        write(() -> {
            xml.writeEmptyElement(name);
            attributes(attributes);
        });
    }

    /** An element with text in it. */
    void text(final String name, final String content, final Object... attributes) {
        open(name, attributes);
        write(() -> xml.writeCharacters(content.replaceAll(NO_CHARACTER, "\uFFFD")));
        close();
    }

    /** Closes what was opened last. */
    void close() {
        write(xml::writeEndElement);
    }

    /** All that was written, ended by a line feed. */
    String finish() {
        close();
        return text + "\n";
    }

    /** A length or a place, with two decimals at most. */
    static String number(final double value) {
        final BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
        return rounded.stripTrailingZeros().toPlainString();
    }

    private void attributes(final Object... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            final Object value = attributes[i + 1];
            xml.writeAttribute(
                    (String) attributes[i], value instanceof final Double place ? number(place) : value.toString());
        }
    }

    private interface Step {
        void run() throws XMLStreamException;
    }

    private static void write(final Step step) {
        try {
            step.run();
        } catch (final XMLStreamException impossible) {
            throw new AssertionError("a string takes every element", impossible);
        }
    }
}
