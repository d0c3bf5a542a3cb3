package io.guideway.cli.operate;

import io.guideway.controller.api.ApiJson;
import io.guideway.controller.api.ProblemDetails;
import java.io.IOException;
import java.util.List;
import tools.jackson.core.JacksonException;

/**
 * What the node answered.
 *
 * @param status of HTTP
 * @param body JSON
 */
record Reply(int status, String body) {
    private static final int FIRST_FAILURE = 400;
    private static final int BAD_REQUEST = 400;
    private static final int UNPROCESSABLE = 422;

    boolean isFine() {
        return status < FIRST_FAILURE;
    }

    /** 0 fine, 1 it failed, 2 what was asked makes no sense. */
    int exitCode() {
        if (isFine()) {
            return 0;
        }
        return status == BAD_REQUEST || status == UNPROCESSABLE ? 2 : 1;
    }

    /** @throws IOException if it is something else, as from another version, or from no node at all */
    <T> T as(final Class<T> type) throws IOException {
        try {
            return ApiJson.mapper().readValue(body, type);
        } catch (final JacksonException strange) {
            throw new IOException("the answer cannot be understood, is it a node of another version? "
                    + strange.getOriginalMessage());
        }
    }

    /** Everything that is wrong, of an answer that is not fine. */
    List<String> problems() throws IOException {
        final ProblemDetails problem = as(ProblemDetails.class);
        return problem.problems().isEmpty() ? List.of(problem.detail()) : problem.problems();
    }
}
