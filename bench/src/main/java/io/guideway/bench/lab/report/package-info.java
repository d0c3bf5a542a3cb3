/** What a run of the lab tells: one page of HTML with its charts, JSON, CSV, and a few lines for the terminal. */
package io.guideway.bench.lab.report;
