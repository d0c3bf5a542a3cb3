package io.guideway.wire;

import io.guideway.wire.sbe.AdoptedDecoder;
import io.guideway.wire.sbe.AskCaptureDecoder;
import io.guideway.wire.sbe.AskDropsDecoder;
import io.guideway.wire.sbe.CaptureStateDecoder;
import io.guideway.wire.sbe.CountersDecoder;
import io.guideway.wire.sbe.DropsDecoder;
import io.guideway.wire.sbe.ExplainDecoder;
import io.guideway.wire.sbe.ExplainedDecoder;
import io.guideway.wire.sbe.GenerationDecoder;
import io.guideway.wire.sbe.HelloAnswerDecoder;
import io.guideway.wire.sbe.HelloDecoder;
import io.guideway.wire.sbe.PartDecoder;
import io.guideway.wire.sbe.PingDecoder;
import io.guideway.wire.sbe.PongDecoder;
import io.guideway.wire.sbe.RefusedDecoder;

/** The messages of the schema. */
enum Template {
    PART("Part", PartDecoder.TEMPLATE_ID, PartDecoder.BLOCK_LENGTH),
    HELLO("Hello", HelloDecoder.TEMPLATE_ID, HelloDecoder.BLOCK_LENGTH),
    GENERATION("Generation", GenerationDecoder.TEMPLATE_ID, GenerationDecoder.BLOCK_LENGTH),
    PING("Ping", PingDecoder.TEMPLATE_ID, PingDecoder.BLOCK_LENGTH),
    ASK_DROPS("AskDrops", AskDropsDecoder.TEMPLATE_ID, AskDropsDecoder.BLOCK_LENGTH),
    ASK_CAPTURE("AskCapture", AskCaptureDecoder.TEMPLATE_ID, AskCaptureDecoder.BLOCK_LENGTH),
    EXPLAIN("Explain", ExplainDecoder.TEMPLATE_ID, ExplainDecoder.BLOCK_LENGTH),
    HELLO_ANSWER("HelloAnswer", HelloAnswerDecoder.TEMPLATE_ID, HelloAnswerDecoder.BLOCK_LENGTH),
    ADOPTED("Adopted", AdoptedDecoder.TEMPLATE_ID, AdoptedDecoder.BLOCK_LENGTH),
    REFUSED("Refused", RefusedDecoder.TEMPLATE_ID, RefusedDecoder.BLOCK_LENGTH),
    COUNTERS("Counters", CountersDecoder.TEMPLATE_ID, CountersDecoder.BLOCK_LENGTH),
    PONG("Pong", PongDecoder.TEMPLATE_ID, PongDecoder.BLOCK_LENGTH),
    EXPLAINED("Explained", ExplainedDecoder.TEMPLATE_ID, ExplainedDecoder.BLOCK_LENGTH),
    DROPS("Drops", DropsDecoder.TEMPLATE_ID, DropsDecoder.BLOCK_LENGTH),
    CAPTURE_STATE("CaptureState", CaptureStateDecoder.TEMPLATE_ID, CaptureStateDecoder.BLOCK_LENGTH);

    /** The newest version of the schema that this program knows, and the first there was. */
    static final int SCHEMA_VERSION = HelloDecoder.SCHEMA_VERSION;

    static final int SCHEMA_ID = HelloDecoder.SCHEMA_ID;

    private final String text;
    private final int id;
    private final int blockLength;

    Template(final String text, final int id, final int blockLength) {
        this.text = text;
        this.id = id;
        this.blockLength = blockLength;
    }

    /** The number in the header. */
    int id() {
        return id;
    }

    /** Octets of its fields of fixed length. */
    int blockLength() {
        return blockLength;
    }

    /** The name of a message in the schema, or its number where this program does not know it. */
    static String text(final int id) {
        for (final Template template : values()) {
            if (template.id == id) {
                return template.text;
            }
        }
        return Integer.toString(id);
    }

    /** The message with a number. */
    static Template of(final int id) throws NotUnderstoodException {
        for (final Template template : values()) {
            if (template.id == id) {
                return template;
            }
        }
        throw new NotUnderstoodException("no message has number " + id);
    }
}
