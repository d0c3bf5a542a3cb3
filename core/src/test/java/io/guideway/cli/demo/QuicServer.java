package io.guideway.cli.demo;

import io.guideway.forward.ConnectionIds;
import io.guideway.forward.QuicSites;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionIdGenerator;
import io.netty.handler.codec.quic.QuicServerCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;

/**
 * A real QUIC server (quiche, by Netty) that writes its server id into its connection ids, and tells on each stream its number and the
 * client's port.
 */
final class QuicServer {
    /** What client and server agree to speak. */
    static final String PROTOCOL = "who";

    static final int PORT = 443;
    static final char[] PASSWORD = "changeit".toCharArray();

    private static final int STREAMS = 1000;
    private static final long OCTETS = 1 << 20;

    private QuicServer() {}

    /** @param arguments address to listen at, number, file of its certificate */
    public static void main(final String[] arguments) throws Exception {
        final String number = arguments[1];
        final var codec = new QuicServerCodecBuilder()
                .sslContext(certificate(Path.of(arguments[2])))
                .maxIdleTimeout(60, TimeUnit.SECONDS)
                .initialMaxData(OCTETS)
                .initialMaxStreamDataBidirectionalRemote(OCTETS)
                .initialMaxStreamsBidirectional(STREAMS)
                .activeMigration(true)
                .activeConnectionIdLimit(8)
                .localConnectionIdLength(1 + QuicSites.FOUR_PASSES.octets())
                .connectionIdAddressGenerator(
                        new Ids(QuicSites.serverId(QuicSites.FOUR_PASSES, Integer.parseInt(number))))
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public boolean isSharable() {
                        return true;
                    }
                })
                .streamHandler(new Answer(number))
                .build();
        new Bootstrap()
                .group(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()))
                .channel(NioDatagramChannel.class)
                .handler(codec)
                .bind(arguments[0], PORT)
                .sync();
        System.err.println("ready");
    }

    private static QuicSslContext certificate(final Path file) throws Exception {
        final KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        final KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        return QuicSslContextBuilder.forServer(managers, new String(PASSWORD))
                .applicationProtocols(PROTOCOL)
                .build();
    }

    /** Connection ids as the draft has them, each with a nonce of its own. */
    private record Ids(String serverId, SecureRandom random) implements QuicConnectionIdGenerator {
        Ids(final String serverId) {
            this(serverId, new SecureRandom());
        }

        @Override
        public ByteBuffer newId(final int length) {
            return id(random.nextInt());
        }

        private ByteBuffer id(final int nonce) {
            return ByteBuffer.wrap(ConnectionIds.encode(
                    QuicSites.FOUR_PASSES, serverId, HexFormat.of().toHexDigits(nonce)));
        }

        @Override
        public ByteBuffer newId(final ByteBuffer chosenByTheClient, final int length) {
            return id(Arrays.hashCode(octets(chosenByTheClient)));
        }

        private static byte[] octets(final ByteBuffer buffer) {
            final byte[] octets = new byte[buffer.remaining()];
            buffer.duplicate().get(octets);
            return octets;
        }

        @Override
        public int maxConnectionIdLength() {
            return 1 + QuicSites.FOUR_PASSES.octets();
        }

        @Override
        public boolean isIdempotent() {
            return true; // an Initial that comes again begins no other connection
        }
    }

    /** When the client has said all, it is told who heard it, and where it is. */
    private static final class Answer extends ChannelInboundHandlerAdapter {
        private final String number;

        Answer(final String number) {
            this.number = number;
        }

        @Override
        public boolean isSharable() {
            return true;
        }

        @Override
        public void channelRead(final ChannelHandlerContext context, final Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void userEventTriggered(final ChannelHandlerContext context, final Object event) {
            if (event == ChannelInputShutdownReadComplete.INSTANCE) {
                final QuicChannel connection = (QuicChannel) context.channel().parent();
                final int port = ((InetSocketAddress) connection.remoteSocketAddress()).getPort();
                context.writeAndFlush(Unpooled.copiedBuffer(number + ":" + port, StandardCharsets.US_ASCII))
                        .addListener(QuicStreamChannel.SHUTDOWN_OUTPUT);
            }
        }
    }
}
