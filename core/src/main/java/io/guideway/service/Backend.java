package io.guideway.service;

import io.guideway.packet.IpAddress;

/**
 * A server that carries the VIP ("real server").
 *
 * @param address where packets are sent to; also the backend's identity within its service
 * @param weight its share of new flows beside the others' weights; 0 = none (drain)
 */
public record Backend(IpAddress address, int weight) {}
