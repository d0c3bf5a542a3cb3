package io.guideway.controller.api;

import io.guideway.controller.operate.ChangeRefusedException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * From a request of HTTP to its answer. Nothing is asked of the node before all of the request is there and understood. The
 * body is awaited without a thread, so that slow senders hold none.
 */
final class ApiHandler extends Handler.Abstract {
    static final int LARGEST_BODY = 1 << 20;

    private static final String DRY_RUN = "dry-run";

    private final Router router;
    private final Optional<Token> token;
    private final Patience patience;
    private final Consumer<String> log;

    /** @param token for whoever does not come by the Unix socket; without one nobody else is served */
    ApiHandler(final Router router, final Optional<Token> token, final Patience patience, final Consumer<String> log) {
        this.router = router;
        this.token = token;
        this.patience = patience;
        this.log = log;
    }

    @Override
    public boolean handle(final Request request, final Response response, final Callback callback) {
        try {
            requireAllowed(request);
            final Router.Match match =
                    router.find(request.getMethod(), request.getHttpURI().getPath());
            final boolean isDryRun = isDryRun(request, match.route());
            if (request.getLength() > LARGEST_BODY) {
                throw tooLarge();
            }
            Content.Source.asByteArrayAsync(
                    request,
                    LARGEST_BODY,
                    Promise.Invocable.from(Invocable.InvocationType.BLOCKING, (octets, failure) -> {
                        if (failure == null) {
                            final Call call = new Call(match.names(), isDryRun, body(request, octets));
                            write(answer(request, match.route(), call), Map.of(), request, response, callback);
                        } else {
                            refuse(unreadable(failure), request, response, callback);
                        }
                    }));
        } catch (final ApiException refused) {
            refuse(refused, request, response, callback);
        }
        return true;
    }

    private static Body body(final Request request, final byte[] octets) {
        return new Body(
                Optional.ofNullable(request.getHeaders().get(HttpHeader.CONTENT_TYPE))
                        .orElse(""),
                octets);
    }

    private void requireAllowed(final Request request) throws ApiException {
        if (!(request.getConnectionMetaData().getConnector() instanceof UnixDomainServerConnector)) {
            token.orElseThrow(() -> new IllegalStateException("TCP without a token"))
                    .require(request);
        }
    }

    /** A parameter that is misspelt shall not turn a question into a deed. */
    private static boolean isDryRun(final Request request, final Route route) throws ApiException {
        boolean isDryRun = false;
        for (final Fields.Field field : Request.extractQueryParameters(request)) {
            if (!route.isChange() || !field.getName().equals(DRY_RUN) || field.hasMultipleValues()) {
                throw new ApiException(
                        HttpStatus.BAD_REQUEST_400,
                        "unknown parameter '%s'; known is dry-run, once, and where something changes"
                                .formatted(field.getName()));
            }
            isDryRun = switch (field.getValue()) {
                case "true" -> true;
                case "false" -> false;
                default ->
                    throw new ApiException(
                            HttpStatus.BAD_REQUEST_400,
                            "dry-run is '%s', but must be true or false".formatted(field.getValue()));
            };
        }
        return isDryRun;
    }

    private Answer answer(final Request request, final Route route, final Call call) {
        patience.received(connection(request));
        final String path = request.getHttpURI().getPath();
        try {
            return route.action().answer(call);
        } catch (final ApiException refused) {
            return Answer.problem(ProblemDetails.of(refused.status(), path, refused.getMessage()));
        } catch (final ChangeRefusedException refused) {
            return Answer.problem(ProblemDetails.of(refused, path));
        } catch (final RuntimeException fault) {
            log.accept("a fault in the program itself, by %s %s; please report it with what follows:%n%s"
                    .formatted(request.getMethod(), path, trace(fault)));
            return Answer.problem(ProblemDetails.of(
                    HttpStatus.INTERNAL_SERVER_ERROR_500,
                    path,
                    "a fault in the program itself; the node's log says more"));
        }
    }

    private static String trace(final RuntimeException fault) {
        final StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }

    private static ApiException unreadable(final Throwable failure) {
        return switch (failure) {
            case final HttpException broken -> new ApiException(broken.getCode(), "the body is broken off or garbled");
            case final IllegalStateException more -> tooLarge();
            default -> new ApiException(HttpStatus.REQUEST_TIMEOUT_408, "the body did not come, or not in time");
        };
    }

    private static ApiException tooLarge() {
        return new ApiException(
                HttpStatus.PAYLOAD_TOO_LARGE_413, "the body is larger than %d octets".formatted(LARGEST_BODY));
    }

    private void refuse(
            final ApiException refused, final Request request, final Response response, final Callback callback) {
        final ProblemDetails problem =
                ProblemDetails.of(refused.status(), request.getHttpURI().getPath(), refused.getMessage());
        write(Answer.problem(problem), refused.headers(), request, response, callback);
    }

    private void write(
            final Answer answer,
            final Map<String, String> headers,
            final Request request,
            final Response response,
            final Callback callback) {
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
        write(answer, response, Callback.from(callback, () -> patience.answered(connection(request))));
    }

    private static Connection connection(final Request request) {
        return request.getConnectionMetaData().getConnection();
    }

    /** Sends an answer. */
    static void write(final Answer answer, final Response response, final Callback callback) {
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.mediaType());
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }
}
