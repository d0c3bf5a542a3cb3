package io.guideway.tier;

import io.guideway.flow.RecordKind;
import io.guideway.packet.IpAddress;
import io.guideway.service.BackendIdentity;
import io.guideway.service.ServicePast;
import io.guideway.tier.sbe.AskDecoder;
import io.guideway.tier.sbe.HelloDecoder;
import io.guideway.tier.sbe.MessageHeaderDecoder;
import io.guideway.tier.sbe.PastDecoder;
import io.guideway.tier.sbe.RecordsDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Frames to letters. Looks at the seal first, and then believes no length and no count. One thread. */
final class LetterReader {
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int LONGEST_NAME = 1020;

    private final Seal seal;
    private final byte[] octets = new byte[LetterWriter.FRAME];
    private final UnsafeBuffer frame = new UnsafeBuffer(octets);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final HelloDecoder hello = new HelloDecoder();
    private final AskDecoder ask = new AskDecoder();
    private final RecordsDecoder records = new RecordsDecoder();
    private final PastDecoder past = new PastDecoder();
    private int end;

    LetterReader(final Seal seal) {
        this.seal = seal;
    }

    /**
     * Reads one frame.
     *
     * @throws BadLetterException if it is none of this tier, or cannot be read
     */
    Letter read(final DirectBuffer buffer, final int offset, final int length) throws BadLetterException {
        if (length > LetterWriter.FRAME) {
            throw new BadLetterException(TierCounter.UNAUTHENTICATED, "a frame of %d octets".formatted(length));
        }
        buffer.getBytes(offset, octets, 0, length);
        if (!seal.isTrue(octets, length)) {
            throw new BadLetterException(TierCounter.UNAUTHENTICATED, "not sealed with this tier's seed");
        }
        end = length - Seal.LENGTH;
        require(0, HEADER, "header");
        header.wrap(frame, 0);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            throw malformed("schema %d instead of %d".formatted(header.schemaId(), MessageHeaderDecoder.SCHEMA_ID));
        }
        if (header.version() > MessageHeaderDecoder.SCHEMA_VERSION) {
            throw new BadLetterException(
                    TierCounter.NEWER_VERSION,
                    "version %d of the tier's messages is newer than this program's %d; upgrade this node"
                            .formatted(header.version(), MessageHeaderDecoder.SCHEMA_VERSION));
        }
        return switch (header.templateId()) {
            case HelloDecoder.TEMPLATE_ID -> hello();
            case AskDecoder.TEMPLATE_ID -> ask();
            case RecordsDecoder.TEMPLATE_ID -> records();
            case PastDecoder.TEMPLATE_ID -> past();
            default -> throw malformed("no message has the number %d".formatted(header.templateId()));
        };
    }

    private static BadLetterException malformed(final String reason) {
        return new BadLetterException(TierCounter.MALFORMED, reason);
    }

    private void require(final int at, final long length, final String what) throws BadLetterException {
        if (length > end - at) {
            throw malformed("%s takes %d octets and %d are left".formatted(what, length, end - at));
        }
    }

    private void requireBlock(final int expected) throws BadLetterException {
        if (header.blockLength() != expected) {
            throw malformed("a block of %d octets instead of %d".formatted(header.blockLength(), expected));
        }
        require(HEADER, expected, "block");
    }

    private void requireEntries(final int at, final int count, final int block, final int expected, final String what)
            throws BadLetterException {
        if (block != expected) {
            throw malformed("entries of %s have %d octets instead of %d".formatted(what, block, expected));
        }
        require(at, (long) count * expected, what);
    }

    private void requireEnd(final int at) throws BadLetterException {
        if (at != end) {
            throw malformed("%d octets follow its end".formatted(end - at));
        }
    }

    private Letter hello() throws BadLetterException {
        requireBlock(HelloDecoder.BLOCK_LENGTH);
        hello.wrap(frame, HEADER, HelloDecoder.BLOCK_LENGTH, HelloDecoder.SCHEMA_VERSION);
        require(hello.limit(), HelloDecoder.nameHeaderLength(), "length of name");
        require(hello.limit() + HelloDecoder.nameHeaderLength(), hello.nameLength(), "name");
        if (hello.nameLength() > LONGEST_NAME) {
            throw malformed("a name of %d octets".formatted(hello.nameLength()));
        }
        final byte[] name = new byte[hello.nameLength()];
        hello.getName(name, 0, name.length);
        requireEnd(hello.limit());
        return new Letter(hello.run(), hello.sequence(), new Hello(text(name)));
    }

    private static String text(final byte[] utf8) throws BadLetterException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (final CharacterCodingException e) {
            throw malformed("a name that is no UTF-8");
        }
    }

    private Letter ask() throws BadLetterException {
        requireBlock(AskDecoder.BLOCK_LENGTH);
        ask.wrap(frame, HEADER, AskDecoder.BLOCK_LENGTH, AskDecoder.SCHEMA_VERSION);
        requireEnd(ask.limit());
        if (ask.nonce() == Records.NO_NONCE) {
            throw malformed("a question without nonce");
        }
        return new Letter(ask.run(), ask.sequence(), new Ask(ask.of(), ask.nonce(), isSet(ask.everything())));
    }

    private static boolean isSet(final int flag) throws BadLetterException {
        if (flag > 1) {
            throw malformed("a flag of %d".formatted(flag));
        }
        return flag == 1;
    }

    private Letter records() throws BadLetterException {
        requireBlock(RecordsDecoder.BLOCK_LENGTH);
        records.wrap(frame, HEADER, RecordsDecoder.BLOCK_LENGTH, RecordsDecoder.SCHEMA_VERSION);
        final boolean isLast = isSet(records.last());
        final List<BackendIdentity> backends = backends();
        require(records.limit(), RecordsDecoder.FlowsDecoder.sbeHeaderSize(), "head of flows");
        final RecordsDecoder.FlowsDecoder group = records.flows();
        final int count = group.count();
        final int block = RecordsDecoder.FlowsDecoder.sbeBlockLength();
        requireEntries(records.limit(), count, group.actingBlockLength(), block, "flows");
        final long[] flows = new long[count];
        final char[] places = new char[count];
        final RecordKind[] kinds = new RecordKind[count];
        final char[] ages = new char[count];
        for (int i = 0; i < count; i++) {
            group.next();
            flows[i] = group.flow();
            places[i] = (char) place(group.backend(), backends.size());
            kinds[i] = kind(group.kind());
            ages[i] = (char) group.age();
        }
        requireEnd(records.limit());
        return new Letter(
                records.run(),
                records.sequence(),
                new Records(records.nonce(), isLast, backends, flows, places, kinds, ages));
    }

    private static RecordKind kind(final int kind) throws BadLetterException {
        if (kind >= RecordKind.count()) {
            throw malformed("a record of kind %d".formatted(kind));
        }
        return RecordKind.of(kind);
    }

    private static int place(final int place, final int size) throws BadLetterException {
        if (place >= size) {
            throw malformed("backend %d of %d".formatted(place, size));
        }
        return place;
    }

    private List<BackendIdentity> backends() throws BadLetterException {
        require(records.limit(), RecordsDecoder.BackendsDecoder.sbeHeaderSize(), "head of backends");
        final RecordsDecoder.BackendsDecoder group = records.backends();
        final int block = RecordsDecoder.BackendsDecoder.sbeBlockLength();
        requireEntries(records.limit(), group.count(), group.actingBlockLength(), block, "backends");
        final List<BackendIdentity> backends = new ArrayList<>(group.count());
        while (group.hasNext()) {
            group.next();
            backends.add(new BackendIdentity(
                    group.service(),
                    new IpAddress(group.address().high(), group.address().low())));
        }
        return backends;
    }

    private Letter past() throws BadLetterException {
        requireBlock(PastDecoder.BLOCK_LENGTH);
        past.wrap(frame, HEADER, PastDecoder.BLOCK_LENGTH, PastDecoder.SCHEMA_VERSION);
        if (past.tableSize() > Integer.MAX_VALUE || past.tableSize() < 1) {
            throw malformed("a table of %d slots".formatted(past.tableSize()));
        }
        final int slots = (int) past.tableSize();
        final List<IpAddress> backends = addresses();
        require(past.limit(), PastDecoder.TenuresDecoder.sbeHeaderSize(), "head of tenures");
        final PastDecoder.TenuresDecoder group = past.tenures();
        final int block = PastDecoder.TenuresDecoder.sbeBlockLength();
        requireEntries(past.limit(), group.count(), group.actingBlockLength(), block, "tenures");
        final List<ServicePast.Tenure> tenures = new ArrayList<>(group.count());
        while (group.hasNext()) {
            group.next();
            if (group.slot() >= slots || group.seconds() == 0) {
                throw malformed("slot %d of %d, %d seconds".formatted(group.slot(), slots, group.seconds()));
            }
            final IpAddress backend = backends.get(place(group.backend(), backends.size()));
            tenures.add(new ServicePast.Tenure((int) group.slot(), backend, group.seconds()));
        }
        requireEnd(past.limit());
        return new Letter(
                past.run(), past.sequence(), new Past(past.nonce(), new ServicePast(past.service(), slots, tenures)));
    }

    private List<IpAddress> addresses() throws BadLetterException {
        require(past.limit(), PastDecoder.BackendsDecoder.sbeHeaderSize(), "head of backends");
        final PastDecoder.BackendsDecoder group = past.backends();
        final int block = PastDecoder.BackendsDecoder.sbeBlockLength();
        requireEntries(past.limit(), group.count(), group.actingBlockLength(), block, "backends");
        final List<IpAddress> addresses = new ArrayList<>(group.count());
        while (group.hasNext()) {
            group.next();
            addresses.add(new IpAddress(group.address().high(), group.address().low()));
        }
        return addresses;
    }
}
