package io.guideway.controller.health;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Asks a name server for a name by UDP (RFC 1035, section 4.1). The header, all words big-endian:
 * <pre>
 *  octet 0 | id | QR 1, opcode 4, AA, TC, RD, RA, Z 3, RCODE 4 | questions | answers | authorities | additional | 12
 * </pre>
 */
final class DnsProbe implements Probe {
    private static final int HEADER = 12;
    private static final int FLAGS = 2;
    private static final int ANSWERS = 6;
    private static final int RESPONSE = 0x8000;
    private static final int RECURSION_DESIRED = 0x0100;
    private static final int CODE = 0x000F;
    private static final short INTERNET = 1;
    private static final List<String> CODES =
            List.of("NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED");

    private final Check.Dns check;
    private final InetSocketAddress target;

    DnsProbe(final Check.Dns check, final InetSocketAddress target) {
        this.check = check;
        this.target = target;
    }

    @Override
    public String ask(final Attempt attempt) throws IOException, CheckFailure {
        final byte[] query = query(ThreadLocalRandom.current().nextInt(1 << Short.SIZE));
        try (DatagramSocket socket = UdpProbe.connect(target, attempt)) {
            socket.send(new DatagramPacket(query, query.length));
            DatagramPacket answer = UdpProbe.receive(socket);
            while (!answers(query, answer)) { // a late one to an earlier question, or a guess of someone else
                answer = UdpProbe.receive(socket);
            }
            return judge(ByteBuffer.wrap(answer.getData(), 0, answer.getLength()));
        }
    }

    private byte[] query(final int id) throws IOException {
        final ByteArrayOutputStream octets = new ByteArrayOutputStream();
        final DataOutputStream out = new DataOutputStream(octets);
        for (final int word : new int[] {id, RECURSION_DESIRED, 1, 0, 0, 0}) {
            out.writeShort(word);
        }
        for (final String label : check.name().split("\\.")) {
            out.writeByte(label.length());
            out.writeBytes(label);
        }
        out.writeByte(0);
        out.writeShort(check.type().number());
        out.writeShort(INTERNET);
        return octets.toByteArray();
    }

    /** Whether a datagram is a response with our id. */
    private static boolean answers(final byte[] query, final DatagramPacket packet) {
        final byte[] data = packet.getData();
        return packet.getLength() >= HEADER
                && data[0] == query[0]
                && data[1] == query[1]
                && (ByteBuffer.wrap(data).getShort(FLAGS) & RESPONSE) != 0;
    }

    private String judge(final ByteBuffer answer) throws CheckFailure {
        final int code = answer.getShort(FLAGS) & CODE;
        final int records = Short.toUnsignedInt(answer.getShort(ANSWERS));
        final String question = check.type() + " " + check.name().toLowerCase(Locale.ROOT);
        if (code != 0) {
            throw new CheckFailure("DNS %s for %s".formatted(name(code), question));
        }
        if (records == 0) {
            throw new CheckFailure("DNS answered no record for " + question);
        }
        return "DNS answered %d records for %s".formatted(records, question);
    }

    private static String name(final int code) {
        return code < CODES.size() ? CODES.get(code) : "RCODE " + code;
    }
}
