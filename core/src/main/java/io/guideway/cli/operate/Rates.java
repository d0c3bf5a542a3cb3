package io.guideway.cli.operate;

import io.guideway.controller.operate.BackendStatus;
import io.guideway.controller.operate.NodeStatus;
import io.guideway.controller.operate.ServiceStatus;
import io.guideway.controller.operate.WorkerStatus;
import io.guideway.packet.IpAddress;
import java.util.HashMap;
import java.util.Map;

/** What was counted between two samples, a second. Where a counter began anew, or was not there before, it is 0. */
final class Rates {
    private static final double NS_A_SECOND = 1e9;
    private static final int BITS = 8;

    private final double seconds;
    private final NodeStatus status;
    private final NodeStatus before;
    private final Map<String, ServiceStatus> services = new HashMap<>();
    private final Map<Place, BackendStatus> backends = new HashMap<>();
    private final Map<Integer, Long> workers = new HashMap<>();

    private record Place(String service, IpAddress backend) {}

    Rates(final Sample before, final Sample now) {
        seconds = (now.nanoTime() - before.nanoTime()) / NS_A_SECOND;
        status = now.status();
        this.before = before.status();
        for (final ServiceStatus service : this.before.services()) {
            services.put(service.service(), service);
            for (final BackendStatus backend : service.backends()) {
                backends.put(new Place(service.service(), backend.backend()), backend);
            }
        }
        this.before.workers().forEach(worker -> workers.put(worker.worker(), worker.received()));
    }

    double received() {
        return rate(before.received(), status.received());
    }

    double verdict(final String verdict) {
        return rate(
                before.verdicts().getOrDefault(verdict, 0L), status.verdicts().get(verdict));
    }

    double worker(final WorkerStatus worker) {
        return rate(workers.getOrDefault(worker.worker(), worker.received()), worker.received());
    }

    double packets(final ServiceStatus service) {
        return rate(services.getOrDefault(service.service(), service).packets(), service.packets());
    }

    double bits(final ServiceStatus service) {
        return BITS * rate(services.getOrDefault(service.service(), service).octets(), service.octets());
    }

    double packets(final ServiceStatus service, final BackendStatus backend) {
        return rate(before(service, backend).packets(), backend.packets());
    }

    double bits(final ServiceStatus service, final BackendStatus backend) {
        return BITS * rate(before(service, backend).octets(), backend.octets());
    }

    private BackendStatus before(final ServiceStatus service, final BackendStatus backend) {
        return backends.getOrDefault(new Place(service.service(), backend.backend()), backend);
    }

    private double rate(final long then, final long now) {
        return seconds <= 0 || now < then ? 0 : (now - then) / seconds;
    }
}
