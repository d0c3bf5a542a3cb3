/**
 * The way of health checks through a service's own encapsulation to its VIP (docs/health.md).
 * {@link io.guideway.controller.vip.VipWays} is the door; {@link io.guideway.controller.vip.VipDevice} is what it needs of the
 * kernel.
 */
package io.guideway.controller.vip;
