package io.guideway.cli;

import io.guideway.forwarder.Report;
import io.guideway.packet.Verdict;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A report for programs. */
final class ReportJson {
    private ReportJson() {}

    /** One object: generation, received, verdicts, drops by reason (those that happened), services, workers. */
    static ObjectNode of(final Report report) {
        final ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("generation", report.generation());
        json.put("received", report.received());
        final ObjectNode verdicts = json.putObject("verdicts");
        verdicts.put("forwarded", report.packets(Verdict.FORWARDED));
        verdicts.put("answered", report.packets(Verdict.ANSWERED));
        verdicts.put("kernel", report.packets(Verdict.KERNEL));
        verdicts.put("dropped", report.dropped());
        final ObjectNode drops = json.putObject("drops");
        report.verdicts().stream()
                .filter(v -> v.verdict().isDrop() && v.packets() > 0)
                .forEach(v -> drops.put(v.verdict().text(), v.packets()));
        final ArrayNode services = json.putArray("services");
        report.services().forEach(service -> put(services.addObject(), service));
        final ArrayNode workers = json.putArray("workers");
        for (final Report.WorkerCount worker : report.workers()) {
            final ObjectNode one = workers.addObject();
            one.put("cpu", worker.cpu());
            one.put("received", worker.received());
            one.put("forwarded", worker.forwarded());
        }
        return json;
    }

    private static void put(final ObjectNode json, final Report.ServiceCount service) {
        json.put("name", service.service().name());
        json.put("vip", service.service().vip().toString());
        json.put("protocol", ReportText.lower(service.service().protocol()));
        json.put("port", service.service().port());
        json.put("mode", ReportText.lower(service.service().mode()));
        json.put("packets", service.packets());
        json.put("bytes", service.octets());
        final ArrayNode backends = json.putArray("backends");
        for (final Report.BackendCount backend : service.backends()) {
            final ObjectNode one = backends.addObject();
            one.put("address", backend.backend().address().toString());
            one.put("weight", backend.backend().weight());
            one.put("packets", backend.packets());
            one.put("bytes", backend.octets());
        }
    }
}
