/** {@code ./guideway bench compare}: what changed between two files of results, and whether that is more than noise. */
package io.guideway.bench.compare;
