package io.guideway.bench.lab.report;

final class HtmlReport {
    private HtmlReport() {}

    static String of(final LabReport report) {
        return "";
    }
}
