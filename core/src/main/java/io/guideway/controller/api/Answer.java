package io.guideway.controller.api;

import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpStatus;

/**
 * What a request is answered.
 *
 * @param status of HTTP
 * @param mediaType of the body
 * @param body in octets
 */
record Answer(int status, String mediaType, byte[] body) {
    private static final String JSON = "application/json";

    /** Status 200 with a value as JSON. */
    static Answer json(final Object value) {
        return json(HttpStatus.OK_200, value);
    }

    static Answer json(final int status, final Object value) {
        return new Answer(status, JSON, ApiJson.mapper().writeValueAsBytes(value));
    }

    static Answer json(final byte[] document) {
        return new Answer(HttpStatus.OK_200, JSON, document);
    }

    static Answer text(final String mediaType, final String text) {
        return new Answer(HttpStatus.OK_200, mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer problem(final ProblemDetails problem) {
        return new Answer(
                problem.status(), ProblemDetails.MEDIA_TYPE, ApiJson.mapper().writeValueAsBytes(problem));
    }
}
