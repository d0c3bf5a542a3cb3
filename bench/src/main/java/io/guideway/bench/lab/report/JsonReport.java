package io.guideway.bench.lab.report;

import io.guideway.bench.lab.Conservation;
import io.guideway.bench.lab.Environment;
import io.guideway.bench.lab.LabPlan;
import io.guideway.bench.lab.SizeResult;
import io.guideway.bench.lab.search.BackToBack;
import io.guideway.bench.lab.search.LatencyAtLoad;
import io.guideway.bench.lab.search.LossCurve;
import io.guideway.bench.lab.search.RateFound;
import java.util.Collection;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run for programs: what was asked for, what was found, every trial, whether the counts agree, and all it takes to run it
 * again. Rates are frames a second; a rate that has no end is null.
 */
public final class JsonReport {
    private static final JsonMapper JSON = JsonMapper.shared();

    private JsonReport() {}

    /** One object. */
    public static ObjectNode of(final LabReport report) {
        final ObjectNode json = JSON.createObjectNode();
        json.put("benchmark", "rfc2544");
        json.put("conforming", report.plan().timing().conforming());
        json.put("begin", report.begin().toString());
        json.put("seconds", report.took().toMillis() / 1e3);
        json.set("plan", plan(report));
        json.set("device", device(report));
        final ArrayNode results = json.putArray("results");
        report.results().forEach(result -> results.add(result(report, result)));
        json.set("frames", frames(report.frames()));
        json.put("spoilt_trials", report.spoiltTrials());
        json.set(
                "trials",
                JSON.valueToTree(report.trials().stream().map(TrialRow::of).toList()));
        json.set("environment", environment(report.environment()));
        return json;
    }

    private static ObjectNode plan(final LabReport report) {
        final LabPlan plan = report.plan();
        final ObjectNode json = JSON.createObjectNode();
        json.put("family", plan.ipv6() ? 6 : 4);
        json.put("flows", plan.flows());
        json.put("seed", plan.seed());
        json.put("resolution", plan.resolution());
        json.set("timing", JSON.valueToTree(plan.timing()));
        json.put("line_gbit", report.line().isPresent() ? report.line().getAsDouble() : null);
        json.put("theoretical_gbit", report.yardstick());
        json.put("cpu_generator", plan.generatorCpu());
        json.put("cpu_device", plan.deviceCpu());
        json.put("links", plan.wiring().devicePorts());
        json.put("ring", plan.wiring().ring());
        return json;
    }

    private static ObjectNode device(final LabReport report) {
        final ObjectNode json = JSON.createObjectNode();
        json.put("mode", report.device().mode().name().toLowerCase(Locale.ROOT));
        json.put("vip", report.device().vip().toString());
        json.put("port", report.device().port());
        json.put("backends", report.device().backends());
        json.put("added_octets", report.device().addedOctets());
        json.put("configuration", report.device().configuration());
        return json;
    }

    private static ObjectNode result(final LabReport report, final SizeResult result) {
        final ObjectNode json = JSON.createObjectNode();
        json.put("size", result.size().name());
        json.set("mix", JSON.valueToTree(result.size().mix()));
        json.put("octets", result.size().octets());
        json.put("octets_back", result.size().octets() + result.generator().growth());
        json.put("theoretical", result.size().lineRate(report.yardstick(), 0));
        json.put(
                "theoretical_back",
                result.size().lineRate(report.yardstick(), report.device().addedOctets()));
        final ObjectNode generator = json.putObject("generator");
        generator.put("alone", result.generator().alone());
        generator.put("most_offered", result.generator().most());
        generator.put("limit", result.generator().limit().name().toLowerCase(Locale.ROOT));
        generator.put("was_the_limit", result.generatorWasTheLimit());
        json.set("throughput", rate(result, result.throughput()));
        json.set("ndr", rate(result, result.ndr()));
        json.set("pdr", rate(result, result.pdr()));
        final ArrayNode latency = json.putArray("latency");
        result.latency().forEach(point -> latency.add(latency(point)));
        final ArrayNode loss = json.putArray("frame_loss");
        result.loss().forEach(point -> loss.add(loss(point)));
        json.set("back_to_back", bursts(result.backToBack()));
        return json;
    }

    private static ObjectNode rate(final SizeResult result, final RateFound found) {
        final ObjectNode json = JSON.createObjectNode();
        json.put("rate", found.forwarded());
        json.put("offered", found.offered());
        json.put("gbit", result.size().gigabits(found.forwarded(), 0));
        json.put("above", found.limitedByOffer() ? null : found.above());
        json.put("loss_ratio", found.goal().lossRatio());
        json.put("exceed_ratio", found.goal().exceedRatio());
        json.put("trial_seconds", found.goal().trialSeconds());
        json.put("trials", found.trials());
        return json;
    }

    private static ObjectNode latency(final LatencyAtLoad point) {
        final ObjectNode json = JSON.createObjectNode();
        json.put("percent", point.percent());
        json.put("rate", point.offered());
        json.put("frames", point.nanoseconds().getTotalCount());
        json.put("lost", point.lost());
        json.put("min_us", point.nanoseconds().getMinValue() / 1e3);
        json.put("mean_us", point.nanoseconds().getMean() / 1e3);
        Percentiles.ALL.forEach((name, percentile) -> json.put(name + "_us", point.microseconds(percentile)));
        json.put("max_us", point.nanoseconds().getMaxValue() / 1e3);
        return json;
    }

    private static ObjectNode loss(final LossCurve.Point point) {
        final ObjectNode json = JSON.createObjectNode();
        json.put("percent", point.percent());
        json.put("rate", point.offered());
        json.put("sent", point.sent());
        json.put("lost", point.lost());
        json.put("loss_ratio", point.lossRatio());
        json.put("forwarded", point.forwarded());
        return json;
    }

    private static ObjectNode bursts(final BackToBack found) {
        final ObjectNode json = JSON.createObjectNode();
        json.put("rate", found.rate());
        json.put("longest_possible", found.longest());
        json.put("median", found.median());
        json.put("mean", found.mean());
        json.put("min", found.least());
        json.put("max", found.most());
        json.set("bursts", JSON.valueToTree(found.bursts()));
        return json;
    }

    private static ObjectNode frames(final Conservation frames) {
        final ObjectNode json = JSON.createObjectNode();
        json.put("into_the_link", frames.taken());
        json.put("device_received", frames.device().received());
        json.put("device_forwarded", frames.device().forwarded());
        json.set("device_drops", JSON.valueToTree(frames.device().drops()));
        json.put("out_of_the_link", frames.arrived());
        json.put("holds", frames.holds());
        return json;
    }

    private static ObjectNode environment(final Environment environment) {
        final ObjectNode json = JSON.createObjectNode();
        json.put("guideway", environment.guideway());
        json.put("java", environment.machine().java());
        put(json, "jvm_flags", environment.machine().jvmFlags());
        json.put("dpdk", environment.machine().dpdk());
        json.put("memory", environment.machine().memory());
        json.put("cpu_model", environment.machine().cpu());
        json.put("cpus", environment.cpus());
        json.put("kernel", environment.kernel());
        json.put("kernel_command_line", environment.kernelCommandLine());
        put(json, "huge_pages", environment.hugePages());
        json.put("clock_source", environment.clockSource());
        json.put("driver", environment.driver());
        put(json, "generator_dpdk", environment.generatorDpdk());
        put(json, "command_line", environment.commandLine());
        return json;
    }

    private static void put(final ObjectNode json, final String name, final Collection<String> words) {
        final ArrayNode array = json.putArray(name);
        words.forEach(array::add);
    }
}
