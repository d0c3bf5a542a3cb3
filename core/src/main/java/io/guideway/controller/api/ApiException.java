package io.guideway.controller.api;

import java.io.Serial;
import java.util.Map;

/** A request that is refused before anybody was asked to change anything. */
final class ApiException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Map<String, String> headers;

    ApiException(final int status, final String detail) {
        this(status, detail, Map.of());
    }

    /** @param headers that the answer must have */
    ApiException(final int status, final String detail, final Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.headers = headers;
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }
}
