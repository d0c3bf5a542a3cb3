package io.guideway.controller.api;

import io.guideway.controller.operate.ChangeRefusedException;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Why a request was not served (RFC 9457).
 *
 * @param type {@code about:blank} where the status says it all, else what refused it
 * @param title the same for every problem of the type
 * @param status of HTTP
 * @param detail what is wrong with this request
 * @param instance the path that was asked for
 * @param problems everything that is wrong; each names the value and the remedy
 */
public record ProblemDetails(
        String type, String title, int status, String detail, String instance, List<String> problems) {
    /** The media type of it. */
    static final String MEDIA_TYPE = "application/problem+json";

    private static final String PREFIX = "urn:guideway:problem:";

    /** Takes a copy; a client's parser may have found none. */
    public ProblemDetails {
        problems = problems == null ? List.of() : List.copyOf(problems);
    }

    /** A problem that its status names well enough. */
    static ProblemDetails of(final int status, final String instance, final String detail) {
        return new ProblemDetails(
                "about:blank", HttpStatus.getMessage(status), status, detail, instance, List.of(detail));
    }

    /** What the node refuses, or cannot carry out. */
    static ProblemDetails of(final ChangeRefusedException refused, final String instance) {
        final String type =
                PREFIX + refused.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new ProblemDetails(
                type,
                title(refused.kind()),
                status(refused.kind()),
                String.join("; ", refused.problems()),
                instance,
                refused.problems());
    }

    private static int status(final ChangeRefusedException.Kind kind) {
        return switch (kind) {
            case NOT_FOUND -> HttpStatus.NOT_FOUND_404;
            case INVALID -> HttpStatus.UNPROCESSABLE_ENTITY_422;
            case CONFLICT -> HttpStatus.CONFLICT_409;
            case NOT_CARRIED_OUT -> HttpStatus.SERVICE_UNAVAILABLE_503;
        };
    }

    private static String title(final ChangeRefusedException.Kind kind) {
        return switch (kind) {
            case NOT_FOUND -> "There is no such service or backend";
            case INVALID -> "The change makes no sense";
            case CONFLICT -> "The change does not fit what is there";
            case NOT_CARRIED_OUT -> "The change could not be carried out";
        };
    }
}
