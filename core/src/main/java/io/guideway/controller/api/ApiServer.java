package io.guideway.controller.api;

import io.guideway.controller.ApiListener;
import io.guideway.controller.operate.Operations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Serves the API of one node: on a Unix socket for its owner and group, and over TLS where that is configured. Everything that a
 * peer can make it hold is bounded: threads, connections, the time and the size of a request. Any thread.
 */
public final class ApiServer implements AutoCloseable {
    private static final int MOST_THREADS = 16;
    private static final int LONGEST_HEADER_BYTES = 8192;
    private static final long IDLE_MS = 15_000;

    private final SocketFile socket;
    private final Server server;

    /**
     * Listens.
     *
     * @param operations what is asked
     * @param metrics the text that Prometheus is to read
     * @param place of the Unix socket; what a dead process left there is replaced
     * @param listener the one for TCP
     * @param log takes lines for people
     * @throws IOException if the place is taken, or files of the listener cannot be used; nothing is left behind then
     */
    public ApiServer(
            final Operations operations,
            final Supplier<String> metrics,
            final Path place,
            final Optional<ApiListener> listener,
            final Consumer<String> log)
            throws IOException {
        this(operations, metrics, place, listener, log, new Patience(Patience.LONGEST));
    }

    /** The same, with another patience for slow peers. */
    ApiServer(
            final Operations operations,
            final Supplier<String> metrics,
            final Path place,
            final Optional<ApiListener> listener,
            final Consumer<String> log,
            final Patience patience)
            throws IOException {
        final QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 1);
        threads.setName("api");
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        server = new Server(threads);
        server.setErrorHandler(new HttpErrors());
        final Optional<Token> token =
                listener.isPresent() ? Optional.of(Token.read(listener.get().token())) : Optional.empty();
        if (listener.isPresent()) {
            add(tcp(listener.get()), patience);
        }
        server.setHandler(
                new ApiHandler(new Router(new Resources(operations, metrics).routes()), token, patience, log));
        socket = new SocketFile(place);
        final UnixDomainServerConnector local = new UnixDomainServerConnector(server, 0, 1, http());
        local.setUnixDomainPath(socket.birthplace());
        add(local, patience);
        start(patience);
    }

    private void add(final AbstractConnector connector, final Patience patience) {
        connector.setIdleTimeout(IDLE_MS);
        connector.addBean(patience);
        server.addConnector(connector);
    }

    private ServerConnector tcp(final ApiListener listener) throws IOException {
        final SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(PemKeys.read(listener.certificate(), listener.key()));
        tls.setKeyStorePassword("");
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        tls.setRenegotiationAllowed(false);
        final ServerConnector connector =
                new ServerConnector(server, 0, 1, new SslConnectionFactory(tls, "http/1.1"), http());
        connector.setHost(listener.address().toString());
        connector.setPort(listener.port());
        return connector;
    }

    private static HttpConnectionFactory http() {
        final HttpConfiguration configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(LONGEST_HEADER_BYTES);
        configuration.setSendServerVersion(false);
        // Names may hold anything; the path is taken apart before it is decoded, so nothing is ambiguous here.
        configuration.setUriCompliance(UriCompliance.DEFAULT.with(
                "names",
                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
                UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT,
                UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
                UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
                UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS,
                UriCompliance.Violation.ILLEGAL_PATH_CHARACTERS));
        return new HttpConnectionFactory(configuration);
    }

    private void start(final Patience patience) throws IOException {
        try {
            server.start();
            socket.publish();
            patience.watch(server.getScheduler());
        } catch (final Exception failure) { // it is what start() throws
            close();
            throw new IOException("the API cannot listen: " + failure.getMessage(), failure);
        }
    }

    /** The Unix socket. */
    public Path place() {
        return socket.place();
    }

    /** The port of the listener for TCP, which is of interest where the system chose it; -1 if there is none. */
    int port() {
        return List.of(server.getConnectors()).stream()
                .filter(ServerConnector.class::isInstance)
                .mapToInt(connector -> ((ServerConnector) connector).getLocalPort())
                .findFirst()
                .orElse(-1);
    }

    /** Listens no longer, and removes the socket. */
    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (final Exception failure) { // it is what stop() throws
            throw new IOException("the API does not end: " + failure.getMessage(), failure);
        } finally {
            socket.close();
        }
    }
}
