package io.guideway.service;

import io.guideway.packet.IpAddress;

/**
 * Where a packet leaves and who takes it on the link.
 *
 * @param portIndex place of the egress port among the node's ports, from 0
 * @param address the neighbour whose Ethernet address the frame gets: the destination itself, or a gateway
 */
public record NextHop(int portIndex, IpAddress address) {}
