package io.guideway.tier;

import io.guideway.packet.IpAddress;
import io.guideway.service.BackendIdentity;
import io.guideway.service.ServicePast;
import io.guideway.tier.sbe.AskEncoder;
import io.guideway.tier.sbe.HelloEncoder;
import io.guideway.tier.sbe.MessageHeaderEncoder;
import io.guideway.tier.sbe.PastEncoder;
import io.guideway.tier.sbe.RecordsEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** Messages to frames, sealed. One thread. */
final class LetterWriter {
    /** Longest frame: what a datagram carries over Ethernet beside the headers of IP, UDP and Aeron. */
    static final int FRAME = 1376;

    /** Octets of a frame that entries of groups may take. */
    static final int ROOM = FRAME - Seal.LENGTH - MessageHeaderEncoder.ENCODED_LENGTH - 64;

    private final Seal seal;
    private final byte[] octets = new byte[FRAME];
    private final UnsafeBuffer frame = new UnsafeBuffer(octets);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final HelloEncoder hello = new HelloEncoder();
    private final AskEncoder ask = new AskEncoder();
    private final RecordsEncoder records = new RecordsEncoder();
    private final PastEncoder past = new PastEncoder();

    LetterWriter(final Seal seal) {
        this.seal = seal;
    }

    /** The frame that was written last, from its beginning. */
    UnsafeBuffer frame() {
        return frame;
    }

    /** Writes a frame; returns its octets. */
    int write(final Letter letter) {
        final int end = switch (letter.message()) {
            case final Hello message -> hello(letter, message);
            case final Ask message -> ask(letter, message);
            case final Records message -> records(letter, message);
            case final Past message -> past(letter, message);
        };
        return seal.put(octets, end);
    }

    private int hello(final Letter letter, final Hello message) {
        final byte[] name = message.name().getBytes(StandardCharsets.UTF_8);
        return hello.wrapAndApplyHeader(frame, 0, header)
                .run(letter.run())
                .sequence(letter.sequence())
                .putName(name, 0, name.length)
                .limit();
    }

    private int ask(final Letter letter, final Ask message) {
        return ask.wrapAndApplyHeader(frame, 0, header)
                .run(letter.run())
                .sequence(letter.sequence())
                .of(message.of())
                .nonce(message.nonce())
                .everything(flag(message.everything()))
                .limit();
    }

    private static short flag(final boolean isSet) {
        return (short) (isSet ? 1 : 0);
    }

    private int records(final Letter letter, final Records message) {
        records.wrapAndApplyHeader(frame, 0, header)
                .run(letter.run())
                .sequence(letter.sequence())
                .nonce(message.nonce())
                .last(flag(message.isLast()));
        final RecordsEncoder.BackendsEncoder backends =
                records.backendsCount(message.backends().size());
        for (final BackendIdentity backend : message.backends()) {
            backends.next().service(backend.service());
            backends.address()
                    .high(backend.address().high())
                    .low(backend.address().low());
        }
        final RecordsEncoder.FlowsEncoder flows = records.flowsCount(message.count());
        for (int i = 0; i < message.count(); i++) {
            flows.next()
                    .flow(message.flows()[i])
                    .backend(message.places()[i])
                    .kind((short) message.kinds()[i].ordinal())
                    .age(message.ages()[i]);
        }
        return records.limit();
    }

    private int past(final Letter letter, final Past message) {
        final ServicePast service = message.service();
        final Map<IpAddress, Integer> places = new LinkedHashMap<>();
        service.tenures().forEach(tenure -> places.putIfAbsent(tenure.backend(), places.size()));
        past.wrapAndApplyHeader(frame, 0, header)
                .run(letter.run())
                .sequence(letter.sequence())
                .nonce(message.nonce())
                .service(service.service())
                .tableSize(service.tableSize());
        final PastEncoder.BackendsEncoder backends = past.backendsCount(places.size());
        for (final IpAddress address : places.keySet()) {
            backends.next().address().high(address.high()).low(address.low());
        }
        final PastEncoder.TenuresEncoder tenures =
                past.tenuresCount(service.tenures().size());
        for (final ServicePast.Tenure tenure : service.tenures()) {
            tenures.next()
                    .slot(tenure.slot())
                    .backend(places.get(tenure.backend()))
                    .seconds(tenure.seconds());
        }
        return past.limit();
    }
}
