package io.guideway.controller.health;

import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Keeps what a monitor tells, for a test to take. */
final class Heard implements HealthListener {
    final BlockingQueue<Transition> transitions = new LinkedBlockingQueue<>();
    final BlockingQueue<Set<String>> weights = new LinkedBlockingQueue<>();

    @Override
    public void onTransition(final Transition transition) {
        transitions.add(transition);
    }

    @Override
    public void onWeights(final Set<String> services) {
        weights.add(services);
    }
}
