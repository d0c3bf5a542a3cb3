/**
 * The interface by which programs operate a node (docs/api.md): HTTP and JSON over a Unix socket, over TCP only where the
 * configuration says so. It asks {@code controller.operate} and knows nothing else of the node.
 */
package io.guideway.controller.api;
