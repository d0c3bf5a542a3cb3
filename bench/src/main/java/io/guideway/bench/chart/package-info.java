/** Line charts for reports, as SVG that needs nothing else: a picture for the eyes of what a table says exactly. */
package io.guideway.bench.chart;
