/** What the health checks of ten thousand backends cost the controller: {@code ./guideway bench health}. */
package io.guideway.bench.health;
