/** The command lines {@code ./guideway bench} and what hangs below them: one line for each command here, no measuring. */
package io.guideway.bench.cli;
