package io.guideway.controller.health;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.Frame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.SettingsFrame;
import org.eclipse.jetty.http2.generator.Generator;
import org.eclipse.jetty.http2.hpack.HpackException;
import org.eclipse.jetty.http2.parser.Parser;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;

/**
 * Asks grpc.health.v1.Health/Check over HTTP/2 (RFC 9113), with prior knowledge or by ALPN over TLS, one connection and one
 * stream a run. Reads at the most 64 KiB, whatever frames they are.
 */
final class GrpcProbe implements Probe {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final String METHOD = "/grpc.health.v1.Health/Check";
    private static final String PROTOCOL = "h2";
    private static final ByteBufferPool BUFFERS = new ByteBufferPool.NonPooling();
    private static final int MOST_HEADERS = 8 * 1024;
    private static final int MOST = 64 * 1024;
    private static final int BUFFER = 4 * 1024;

    private final InetSocketAddress target;
    private final Optional<TlsClient> client;
    private final byte[] request;

    GrpcProbe(final Check.Grpc check, final InetSocketAddress target) {
        this.target = target;
        client = check.tls().map(tls -> new TlsClient(tls, target, List.of(PROTOCOL)));
        request = request(check, check.host().orElseGet(() -> HttpProbe.authority(target)));
    }

    /** All that a run says of its own accord; the same each time, as each connection begins with empty tables. */
    private static byte[] request(final Check.Grpc check, final String authority) {
        final String scheme = check.tls().isPresent() ? "https" : "http";
        final HttpFields fields = HttpFields.build()
                .add("content-type", "application/grpc")
                .add("te", "trailers")
                .add("user-agent", "guideway-health");
        final MetaData.Request headers = new MetaData.Request(
                "POST", HttpURI.from(scheme + "://" + authority + METHOD), HttpVersion.HTTP_2, fields, -1);
        final RetainableByteBuffer.DynamicCapacity out = new RetainableByteBuffer.DynamicCapacity(BUFFERS);
        out.put(PREFACE.getBytes(StandardCharsets.US_ASCII));
        final Generator generator = new Generator(BUFFERS);
        write(generator, out, new SettingsFrame(Map.of(SettingsFrame.ENABLE_PUSH, 0), false));
        write(generator, out, new HeadersFrame(GrpcAnswer.STREAM, headers, null, false));
        final ByteBuffer message = GrpcHealth.request(check.service());
        generator.data(out, new DataFrame(GrpcAnswer.STREAM, message, true), message.remaining());
        return out.takeByteArray();
    }

    private static void write(
            final Generator generator, final RetainableByteBuffer.DynamicCapacity out, final Frame frame) {
        try {
            generator.control(out, frame);
        } catch (final HpackException impossible) {
            throw new AssertionError("these headers can be written", impossible);
        }
    }

    @Override
    public String ask(final Attempt attempt) throws IOException, CheckFailure {
        if (client.isEmpty()) {
            try (Socket socket = TcpProbe.connectBriefly(target, attempt)) {
                return ask(socket);
            }
        }
        try (Socket plain = TcpProbe.connect(target, attempt);
                SSLSocket socket = client.get().handshake(plain)) {
            if (!PROTOCOL.equals(socket.getApplicationProtocol())) {
                throw new CheckFailure("TLS: the server does not speak HTTP/2 (no h2 by ALPN)");
            }
            return ask(socket);
        }
    }

    private String ask(final Socket socket) throws IOException, CheckFailure {
        final OutputStream out = socket.getOutputStream();
        out.write(request);
        final GrpcAnswer answer = new GrpcAnswer(frame -> reply(out, frame));
        try {
            read(socket.getInputStream(), answer);
        } catch (final UncheckedIOException unsaid) {
            throw unsaid.getCause();
        }
        return answer.judge();
    }

    private static void reply(final OutputStream out, final Frame frame) {
        final RetainableByteBuffer.DynamicCapacity octets = new RetainableByteBuffer.DynamicCapacity(BUFFERS);
        write(new Generator(BUFFERS), octets, frame);
        try {
            out.write(octets.takeByteArray());
        } catch (final IOException unsaid) {
            throw new UncheckedIOException(unsaid);
        }
    }

    private static void read(final InputStream in, final GrpcAnswer answer) throws IOException, CheckFailure {
        final Parser parser = new Parser(BUFFERS, MOST_HEADERS);
        parser.init(answer);
        final byte[] buffer = new byte[BUFFER];
        int sum = 0;
        while (!answer.isOver()) {
            final int length = in.read(buffer);
            if (length < 0) {
                throw new CheckFailure("closed the connection before its answer was whole");
            }
            sum += length;
            if (sum > MOST) {
                throw new CheckFailure("gRPC: answered more than 64 KiB");
            }
            parser.parse(ByteBuffer.wrap(buffer, 0, length));
        }
    }
}
