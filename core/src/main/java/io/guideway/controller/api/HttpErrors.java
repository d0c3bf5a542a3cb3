package io.guideway.controller.api;

import java.util.Optional;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What is no request of HTTP at all, or none that the server takes, is told so in the same form as everything else. */
final class HttpErrors implements Request.Handler {
    @Override
    public boolean handle(final Request request, final Response response, final Callback callback) {
        final Object cause = request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
        final int status = cause instanceof final HttpException http ? http.getCode() : response.getStatus();
        final String reason = cause instanceof final HttpException http
                ? http.getReason()
                : (String) request.getAttribute(ErrorHandler.ERROR_MESSAGE);
        final String detail = Optional.ofNullable(reason).orElse(HttpStatus.getMessage(status));
        final String path = Optional.ofNullable(request.getHttpURI().getPath()).orElse("/");
        ApiHandler.write(Answer.problem(ProblemDetails.of(status, path, detail)), response, callback);
        return true;
    }
}
