/**
 * Health: asks backends whether they serve, keeps their states, and turns both into the weights that forwarders shall use
 * (docs/health.md). {@link io.guideway.controller.health.HealthMonitor} is the door; its
 * {@link io.guideway.controller.health.HealthListener} hears what changes.
 *
 * <pre>
 *  Check ──► Probe ──► Outcome ──► HealthMachine ──► EffectiveWeights ──► EffectiveSet
 *  what      how       good, bad   up, down          watermark,           weights
 *                                  rise, fall,       slow start
 *                                  damping
 * </pre>
 */
package io.guideway.controller.health;
