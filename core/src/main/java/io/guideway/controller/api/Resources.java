package io.guideway.controller.api;

import io.guideway.controller.TableView;
import io.guideway.controller.operate.AdminState;
import io.guideway.controller.operate.CaptureOrder;
import io.guideway.controller.operate.CaptureStatus;
import io.guideway.controller.operate.Change;
import io.guideway.controller.operate.ChangeRefusedException;
import io.guideway.controller.operate.Operations;
import io.guideway.controller.operate.Outcome;
import io.guideway.controller.operate.Question;
import io.guideway.controller.operate.ServiceStatus;
import io.guideway.controller.operate.UnansweredException;
import io.guideway.service.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpStatus;
import tools.jackson.databind.node.ObjectNode;

/** The resources of a node (docs/api.md), each as one or more routes. */
final class Resources {
    private static final String SERVICE = "/v1/services/{service}";
    private static final String CAPTURE = "/v1/capture";
    private static final String BACKENDS = SERVICE + "/backends";
    private static final String BACKEND = BACKENDS + "/{backend}";

    /** The text format of Prometheus. */
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Operations operations;
    private final Supplier<String> metrics;
    private final byte[] description = description();

    Resources(final Operations operations, final Supplier<String> metrics) {
        this.operations = operations;
        this.metrics = metrics;
    }

    private static byte[] description() {
        try (InputStream stream = Resources.class.getResourceAsStream("openapi.json")) {
            return stream.readAllBytes();
        } catch (final IOException e) {
            throw new UncheckedIOException("openapi.json in the jar cannot be read; build again", e);
        }
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/v1/status", call -> Answer.json(operations.status())),
                new Route("GET", "/v1/drops", call -> drops()),
                new Route("GET", "/v1/services", call -> services()),
                new Route("GET", SERVICE, call -> Answer.json(service(call))),
                new Route("GET", SERVICE + "/table", call -> Answer.json(TableView.status(wanted(call)))),
                new Route("GET", SERVICE + "/slots", call -> Answer.json(TableView.slots(wanted(call)))),
                new Route("PUT", SERVICE, this::putService),
                new Route("DELETE", SERVICE, call -> remove(call, new Change.RemoveService(call.service()))),
                new Route("GET", BACKENDS, call -> backends(call)),
                new Route("GET", BACKEND, this::backend),
                new Route("PUT", BACKEND, this::putBackend),
                new Route("PATCH", BACKEND, this::patchBackend),
                new Route(
                        "DELETE",
                        BACKEND,
                        call -> remove(call, new Change.RemoveBackend(call.service(), call.backend()))),
                new Route("POST", "/v1/explain", this::explain),
                new Route("POST", CAPTURE, this::startCapture),
                new Route("GET", CAPTURE, call -> capture(operations::capture)),
                new Route("DELETE", CAPTURE, this::stopCapture),
                new Route("POST", "/v1/reload", this::reload),
                new Route("POST", "/v1/save", this::save),
                new Route("GET", "/v1/metrics", call -> Answer.text(METRICS_TYPE, metrics.get())),
                new Route("GET", "/v1/openapi.json", call -> Answer.json(description)));
    }

    private Answer services() {
        return Answer.json(Map.of("services", operations.status().services()));
    }

    private Answer backends(final Call call) throws ApiException {
        return Answer.json(Map.of("backends", service(call).backends()));
    }

    private ServiceStatus service(final Call call) throws ApiException {
        return operations.status().services().stream()
                .filter(service -> service.service().equals(call.service()))
                .findFirst()
                .orElseThrow(() -> new ApiException(
                        HttpStatus.NOT_FOUND_404,
                        "there is no service '%s'; /v1/services lists them".formatted(call.service())));
    }

    /** The service as the forwarder is to have it. */
    private Service wanted(final Call call) throws ApiException {
        return operations.services().stream()
                .filter(service -> service.name().equals(call.service()))
                .findFirst()
                .orElseThrow(() -> new ApiException(
                        HttpStatus.NOT_FOUND_404,
                        "there is no service '%s'; /v1/services lists them".formatted(call.service())));
    }

    private Answer backend(final Call call) throws ApiException {
        final var address = call.backend();
        return Answer.json(service(call).backends().stream()
                .filter(backend -> backend.backend().equals(address))
                .findFirst()
                .orElseThrow(() -> new ApiException(
                        HttpStatus.NOT_FOUND_404,
                        "service '%s' has no backend %s".formatted(call.service(), address))));
    }

    private Answer drops() throws ApiException {
        try {
            return Answer.json(operations.drops());
        } catch (final UnansweredException nobody) {
            throw new ApiException(HttpStatus.SERVICE_UNAVAILABLE_503, nobody.getMessage());
        }
    }

    private Answer explain(final Call call) throws ApiException {
        final ObjectNode asked = call.body().object(List.of("protocol", "source", "destination", "packet", "port"));
        final Question question = new Question(
                Body.wordIfThere(asked, "protocol"),
                Body.wordIfThere(asked, "source"),
                Body.wordIfThere(asked, "destination"),
                Body.wordIfThere(asked, "packet"),
                asked.hasNonNull("port") ? OptionalInt.of(Body.integer(asked, "port")) : OptionalInt.empty());
        try {
            return Answer.json(operations.explain(question));
        } catch (final IllegalArgumentException senseless) {
            throw new ApiException(HttpStatus.UNPROCESSABLE_ENTITY_422, senseless.getMessage());
        } catch (final UnansweredException nobody) {
            throw new ApiException(HttpStatus.SERVICE_UNAVAILABLE_503, nobody.getMessage());
        }
    }

    private Answer startCapture(final Call call) throws ApiException {
        final ObjectNode asked = call.body()
                .object(List.of(
                        "file",
                        "service",
                        "backend",
                        "verdict",
                        "protocol",
                        "source",
                        "destination",
                        "count",
                        "seconds",
                        "snap"));
        final CaptureOrder order = new CaptureOrder(
                Body.word(asked, "file"),
                Body.wordIfThere(asked, "service"),
                Body.wordIfThere(asked, "backend"),
                Body.wordIfThere(asked, "verdict"),
                Body.wordIfThere(asked, "protocol"),
                Body.wordIfThere(asked, "source"),
                Body.wordIfThere(asked, "destination"),
                Body.integerIfThere(asked, "count"),
                Body.integerIfThere(asked, "seconds"),
                Body.integerIfThere(asked, "snap"));
        return capture(() -> operations.capture(order));
    }

    private Answer stopCapture(final Call call) throws ApiException {
        call.body().requireNothing();
        return capture(operations::stopCapture);
    }

    /** What is asked of a capture. */
    @FunctionalInterface
    private interface Capturing {
        CaptureStatus status() throws UnansweredException;
    }

    private static Answer capture(final Capturing asked) throws ApiException {
        try {
            return Answer.json(asked.status());
        } catch (final IllegalArgumentException senseless) {
            throw new ApiException(HttpStatus.UNPROCESSABLE_ENTITY_422, senseless.getMessage());
        } catch (final UnansweredException nobody) {
            throw new ApiException(HttpStatus.SERVICE_UNAVAILABLE_503, nobody.getMessage());
        }
    }

    private Answer putService(final Call call) throws ApiException, ChangeRefusedException {
        return change(call, new Change.PutService(call.service(), call.body().definition()));
    }

    private Answer putBackend(final Call call) throws ApiException, ChangeRefusedException {
        final int weight = Body.integer(call.body().object(List.of("weight")), "weight");
        return change(call, new Change.PutBackend(call.service(), call.backend(), weight));
    }

    private Answer patchBackend(final Call call) throws ApiException, ChangeRefusedException {
        final ObjectNode wish = call.body().object(List.of("weight", "state"));
        if (wish.size() != 1) {
            throw new ApiException(
                    HttpStatus.BAD_REQUEST_400, "give either 'weight' or 'state', such as {\"state\": \"draining\"}");
        }
        return change(
                call,
                wish.has("weight")
                        ? new Change.SetWeight(call.service(), call.backend(), Body.integer(wish, "weight"))
                        : new Change.SetState(call.service(), call.backend(), state(Body.word(wish, "state"))));
    }

    private static AdminState state(final String word) throws ApiException {
        for (final AdminState state : AdminState.values()) {
            if (state.toString().equals(word)) {
                return state;
            }
        }
        final String known =
                Arrays.stream(AdminState.values()).map(AdminState::toString).collect(Collectors.joining(", "));
        throw new ApiException(HttpStatus.BAD_REQUEST_400, "'%s' is no state; use one of %s".formatted(word, known));
    }

    private Answer remove(final Call call, final Change removal) throws ApiException, ChangeRefusedException {
        call.body().requireNothing();
        return change(call, removal);
    }

    private Answer reload(final Call call) throws ApiException, ChangeRefusedException {
        call.body().requireNothing();
        return answer(operations.reload(call.isDryRun()));
    }

    private Answer save(final Call call) throws ApiException, ChangeRefusedException {
        call.body().requireNothing();
        return Answer.json(operations.save(call.isDryRun()));
    }

    private Answer change(final Call call, final Change change) throws ChangeRefusedException {
        return answer(operations.change(change, call.isDryRun()));
    }

    /** Accepted and not yet done is another status than done. */
    private static Answer answer(final Outcome outcome) {
        final boolean isWaiting = outcome.reach() == Outcome.Reach.WAITING;
        return Answer.json(isWaiting ? HttpStatus.ACCEPTED_202 : HttpStatus.OK_200, outcome);
    }
}
