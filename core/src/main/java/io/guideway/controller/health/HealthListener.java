package io.guideway.controller.health;

import java.util.Set;

/** Is told what the checks found. Called by the monitor's one thread, which holds no lock meanwhile and waits for the return. */
public interface HealthListener {
    /** A backend changed its state; told once for each change. */
    void onTransition(Transition transition);

    /**
     * The effective weights of these services changed, by transitions or by a step of slow start; what they are now is
     * {@link HealthMonitor#effective}. Not called for what {@link HealthMonitor#update} itself changes.
     */
    void onWeights(Set<String> services);
}
