package io.guideway.bench.flatness;

import java.util.List;

/**
 * Settings that differ along one axis.
 *
 * @param name tells it from others of its axis; empty if there are none
 */
record Curve(String name, List<Setting> settings) {}
