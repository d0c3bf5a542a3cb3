package io.guideway.tier;

import io.guideway.service.ServicePast;

/**
 * Who had slots of a service before; one part of it, as long as a frame.
 *
 * @param nonce of the question that this answers
 */
record Past(long nonce, ServicePast service) implements Message {}
