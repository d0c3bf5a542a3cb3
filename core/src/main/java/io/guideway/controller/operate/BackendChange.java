package io.guideway.controller.operate;

import io.guideway.packet.IpAddress;
import java.util.OptionalInt;

/**
 * A backend that is not as it was.
 *
 * @param before its weight, empty if it was not there
 * @param now its weight, empty if it is gone
 */
public record BackendChange(IpAddress backend, OptionalInt before, OptionalInt now) {}
