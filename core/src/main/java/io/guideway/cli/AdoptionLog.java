package io.guideway.cli;

import io.guideway.forwarder.Adoption;
import io.guideway.forwarder.NodePlan;
import java.util.function.Consumer;

/** Says what each generation changes, and with the first that packets are forwarded. The conductor's thread. */
final class AdoptionLog implements Consumer<Adoption> {
    private final NodePlan plan;
    private final Log log;
    private boolean isForwarding;

    AdoptionLog(final NodePlan plan, final Log log) {
        this.plan = plan;
        this.log = log;
    }

    @Override
    public void accept(final Adoption adoption) {
        if (isForwarding) {
            log.accept(AdoptionText.of(adoption));
            return;
        }
        isForwarding = true;
        log.accept(AdoptionText.total(adoption));
        log.accept("forwarding: %d services, %d ports, workers on CPU %s"
                .formatted(adoption.services(), plan.ports().size(), plan.workers()));
        StartCollections.last();
    }
}
