package io.guideway.controller.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.guideway.packet.IpAddress;
import io.guideway.service.Backend;
import io.guideway.service.HashFields;
import io.guideway.service.Mode;
import io.guideway.service.Protocol;
import io.guideway.service.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HealthMonitorTest {
    private static final Duration INTERVAL = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Heard heard = new Heard();
    private final HttpBackend first = new HttpBackend("127.0.0.1", 0);
    private final HttpBackend second = new HttpBackend("127.0.0.2", first.port());
    private final HealthMonitor monitor = new HealthMonitor(heard);

    @AfterEach
    void close() {
        monitor.close();
        first.close();
        second.close();
    }

    @Test
    void aBackendIsUpBeforeItsFirstResult() {
        watch(policy(LONG));
        assertEquals(List.of(3, 5), weights());
        final BackendHealth health = health(first);
        assertEquals(HealthState.UP, health.state());
        assertEquals("not checked yet", health.reason());
    }

    @Test
    void everyTransitionIsToldOnceWithItsReason() throws InterruptedException {
        second.answer(500);
        watch(policy(INTERVAL));
        final Transition down = heard.transitions.take();
        assertEquals("web", down.service());
        assertEquals(second.address(), down.backend());
        assertEquals(HealthState.UP, down.from());
        assertEquals(HealthState.DOWN, down.to());
        assertEquals("HTTP 500, expected 200", down.reason());
        second.answer(200);
        final Transition up = heard.transitions.take();
        assertEquals(HealthState.DOWN, up.from());
        assertEquals(HealthState.UP, up.to());
        assertEquals("HTTP 200", up.reason());
        assertFalse(up.time().isBefore(down.time()));
        awaitChecks(3);
        monitor.close();
        assertTrue(heard.transitions.isEmpty(), "told once");
    }

    @Test
    void theWeightsFollowTheStates() throws InterruptedException {
        second.answer(500);
        watch(policy(INTERVAL));
        assertEquals(Set.of("web"), heard.weights.take());
        assertEquals(List.of(3, 0), weights());
        second.answer(200);
        assertEquals(Set.of("web"), heard.weights.take());
        assertEquals(List.of(3, 5), weights());
    }

    @Test
    void aBackendThatComesUpGrowsStepByStep() throws InterruptedException {
        final List<List<Integer>> seen = Collections.synchronizedList(new ArrayList<>());
        final AtomicReference<HealthMonitor> other = new AtomicReference<>();
        final Heard steps = new Heard();
        other.set(new HealthMonitor(new HealthListener() {
            @Override
            public void onTransition(final Transition transition) {
                steps.onTransition(transition);
            }

            @Override
            public void onWeights(final Set<String> services) {
                seen.add(weights(other.get()));
                steps.onWeights(services);
            }
        }));
        try (HealthMonitor growing = other.get()) {
            second.answer(500);
            final HealthPolicy policy = withSlowStart(new SlowStart(Duration.ofMillis(300), 3));
            growing.update(List.of(web()), Map.of("web", policy));
            steps.weights.take();
            second.answer(200);
            steps.weights.take();
            assertEquals(List.of(List.of(3, 0), List.of(9, 5)), seen.subList(0, 2));
            while (!weights(growing).equals(List.of(3, 5))) {
                steps.weights.take();
            }
        }
    }

    @Test
    void whenAllFallTheLastGoodSetStaysAndSaysSo() throws InterruptedException {
        first.answer(500);
        second.answer(500);
        watch(policy(INTERVAL));
        heard.transitions.take();
        heard.transitions.take();
        awaitChecks(2);
        assertTrue(monitor.snapshot().getFirst().effective().kept());
        assertTrue(weights().stream().anyMatch(weight -> weight > 0));
    }

    @Test
    void aServerThatDoesNotAnswerIsDownWhenItsTimeIsOver() throws InterruptedException {
        first.beSilent();
        watch(policy(INTERVAL));
        final Transition down = heard.transitions.take();
        assertEquals(first.address(), down.backend());
        assertEquals("no answer within 400 ms", down.reason());
    }

    @Test
    void anUpdateKeepsStatesAndCounts() throws InterruptedException {
        second.answer(500);
        watch(policy(INTERVAL));
        heard.weights.take();
        final long counted = health(second).bad();
        monitor.update(List.of(web(second.weighing(7), first.weighing(1))), Map.of("web", policy(INTERVAL)));
        assertEquals(List.of(0, 1), weights());
        assertTrue(health(second).bad() >= counted);
        monitor.update(List.of(web(first.weighing(1), second.weighing(7))), Map.of("web", policy(LONG)));
        assertEquals(List.of(1, 0), weights(), "another policy keeps the state too");
        assertEquals(HealthState.DOWN, health(second).state());
    }

    @Test
    void whatIsGoneIsForgotten() throws InterruptedException {
        second.answer(500);
        watch(policy(INTERVAL));
        heard.weights.take();
        monitor.update(List.of(web(first.weighing(3))), Map.of("web", policy(INTERVAL)));
        assertEquals(1, monitor.snapshot().getFirst().backends().size());
        watch(policy(INTERVAL));
        assertEquals(HealthState.UP, health(second).state());
        monitor.update(List.of(), Map.of());
        assertEquals(List.of(), monitor.snapshot());
        assertEquals(List.of(), monitor.effective());
    }

    @Test
    void aServiceThatIsNotCheckedKeepsItsWeights() {
        monitor.update(List.of(web()), Map.of());
        assertEquals(List.of(web()), monitor.effective());
        assertEquals(List.of(), monitor.snapshot());
    }

    @Test
    void servicesComeInTheOrderOfTheUpdate() {
        final Service checked = web();
        final Service other = named("other", first.weighing(1));
        monitor.update(List.of(other, checked), Map.of("web", policy(LONG)));
        assertEquals(List.of(other, checked), monitor.effective());
    }

    @Test
    void aListenerThatFailsDoesNotEndTheChecks() throws InterruptedException {
        final List<Transition> seen = Collections.synchronizedList(new ArrayList<>());
        final Heard told = new Heard();
        final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {});
        try (HealthMonitor failing = new HealthMonitor(new HealthListener() {
            @Override
            public void onTransition(final Transition transition) {
                seen.add(transition);
                told.onTransition(transition);
                throw new IllegalStateException("a listener fails");
            }

            @Override
            public void onWeights(final Set<String> services) {
                throw new IllegalStateException("a listener fails");
            }
        })) {
            second.answer(500);
            failing.update(List.of(web()), Map.of("web", policy(INTERVAL)));
            told.transitions.take();
            second.answer(200);
            told.transitions.take();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertEquals(2, seen.size());
    }

    @Test
    void aListenerMayCallIn() throws InterruptedException {
        final AtomicReference<HealthMonitor> other = new AtomicReference<>();
        final Heard told = new Heard();
        other.set(new HealthMonitor(new HealthListener() {
            @Override
            public void onTransition(final Transition transition) {
                other.get().update(List.of(), Map.of());
                told.onTransition(transition);
            }

            @Override
            public void onWeights(final Set<String> services) {
                other.get().snapshot();
            }
        }));
        try (HealthMonitor calling = other.get()) {
            second.answer(500);
            calling.update(List.of(web()), Map.of("web", policy(INTERVAL)));
            told.transitions.take();
            assertEquals(List.of(), calling.effective());
        }
    }

    @Test
    void theEndClosesWhatIsUnderWay() throws InterruptedException {
        try (TcpServer silent = TcpServer.silent()) {
            final Service service = named("web", new Backend(IpAddress.parse("127.0.0.1"), 1));
            monitor.update(
                    List.of(service),
                    Map.of("web", policy(check(), silent.address().getPort(), LONG, SlowStart.NONE)));
            silent.awaitConnection();
            monitor.close();
            silent.awaitEnd();
            monitor.close();
        }
    }

    private void awaitChecks(final int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            first.awaitCheck();
        }
    }

    private void watch(final HealthPolicy policy) {
        monitor.update(List.of(web()), Map.of("web", policy));
    }

    private Service web() {
        return web(first.weighing(3), second.weighing(5));
    }

    private static Service web(final Backend... backends) {
        return named("web", backends);
    }

    private static Service named(final String name, final Backend... backends) {
        return new Service(
                name,
                IpAddress.parse("203.0.113.10"),
                Protocol.TCP,
                80,
                Mode.IPIP,
                HashFields.FIVE_TUPLE,
                65537,
                List.of(),
                List.of(backends));
    }

    private HealthPolicy policy(final Duration interval) {
        return policy(check(), first.port(), interval, SlowStart.NONE);
    }

    private HealthPolicy withSlowStart(final SlowStart slowStart) {
        return policy(check(), first.port(), INTERVAL, slowStart);
    }

    private static HealthPolicy policy(
            final Check check, final int port, final Duration interval, final SlowStart slowStart) {
        return new HealthPolicy(
                check, port, interval, 10, interval, 2, 2, Damping.NONE, Watermark.ONLY_NONE, slowStart, Way.DIRECT);
    }

    private static Check check() {
        return new Check.Http("/", Optional.empty(), StatusSet.OK, Optional.empty(), Optional.empty(), Map.of());
    }

    private List<Integer> weights() {
        return weights(monitor);
    }

    private static List<Integer> weights(final HealthMonitor of) {
        return of.effective().getFirst().backends().stream()
                .map(Backend::weight)
                .toList();
    }

    private BackendHealth health(final HttpBackend backend) {
        return monitor.snapshot().getFirst().backends().stream()
                .filter(health -> health.backend().equals(backend.address()))
                .findFirst()
                .orElseThrow();
    }
}
