package io.guideway.controller.health;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The two messages of gRPC's health checking (grpc.health.v1.Health/Check), each behind gRPC's prefix: one field apiece, in
 * protobuf's encoding.
 * <pre>
 *  request   | 0 | length 4 | 0x0A | length, varint | service, UTF-8 |
 *  response  | 0 | length 4 | 0x08 | status, varint |
 * </pre>
 */
final class GrpcHealth {
    private static final int PREFIX = 5;
    private static final int SERVICE = 1 << 3 | 2;
    private static final int STATUS = 1 << 3;
    private static final int MOST_VARINT = 10;
    private static final List<String> STATUSES = List.of("UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN");

    private GrpcHealth() {}

    /** The request for a service; without a name it is about the whole server. */
    static ByteBuffer request(final String service) {
        final byte[] name = service.getBytes(StandardCharsets.UTF_8);
        final ByteBuffer field = ByteBuffer.allocate(1 + MOST_VARINT + name.length);
        if (name.length > 0) {
            field.put((byte) SERVICE);
            putVarint(field, name.length);
            field.put(name);
        }
        field.flip();
        return ByteBuffer.allocate(PREFIX + field.limit())
                .put((byte) 0)
                .putInt(field.limit())
                .put(field)
                .flip();
    }

    private static void putVarint(final ByteBuffer out, final int value) {
        int rest = value;
        while (rest > 0x7F) {
            out.put((byte) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    /**
     * The name of the status that a response carries.
     *
     * @throws CheckFailure if it is no such message
     */
    static String status(final ByteBuffer response) throws CheckFailure {
        try {
            if (response.get() != 0) {
                throw new CheckFailure("gRPC: answered a compressed message, which was not asked for");
            }
            if (response.getInt() != response.remaining()) {
                throw new CheckFailure("gRPC: answered a message that is not as long as it says");
            }
            return name(field(response));
        } catch (final BufferUnderflowException | IllegalArgumentException | ArithmeticException cut) {
            throw new CheckFailure("gRPC: answered a message that ends in the middle");
        }
    }

    /** The status; 0 where it does not stand there, as protobuf has it. Fields that are not known are passed over. */
    private static long field(final ByteBuffer message) throws CheckFailure {
        long status = 0;
        while (message.hasRemaining()) {
            final long tag = varint(message);
            if (tag == STATUS) {
                status = varint(message);
            } else {
                skip(message, (int) tag & 7);
            }
        }
        return status;
    }

    private static void skip(final ByteBuffer message, final int wireType) throws CheckFailure {
        switch (wireType) {
            case 0 -> varint(message);
            case 1 -> message.position(message.position() + Long.BYTES);
            case 2 -> message.position(Math.toIntExact(varint(message) + message.position()));
            case 5 -> message.position(message.position() + Integer.BYTES);
            default -> throw new CheckFailure("gRPC: answered a message that is not protobuf");
        }
    }

    private static long varint(final ByteBuffer message) throws CheckFailure {
        long value = 0;
        for (int i = 0; i < MOST_VARINT; i++) {
            final byte octet = message.get();
            value |= (octet & 0x7FL) << 7 * i;
            if (octet >= 0) {
                return value;
            }
        }
        throw new CheckFailure("gRPC: answered a message that is not protobuf");
    }

    private static String name(final long status) {
        return status >= 0 && status < STATUSES.size() ? STATUSES.get((int) status) : "status " + status;
    }
}
