package io.guideway.bench.lab.report;

import java.io.PrintWriter;

public final class TextReport {
    private TextReport() {}

    public static void print(final LabReport report, final PrintWriter out) {
        out.println(report.frames());
    }
}
