/**
 * The deciding process. So far its first half: configuration, from a YAML file to values that need no further check.
 *
 * <pre>
 *  octets ─► YamlReader ─► YamlNode ─► SchemaCheck ─► readers and checks ─► Configuration + warnings
 *            not YAML: 1               unknown key,    senseless: 2
 *                                      wrong type: 2
 * </pre>
 *
 * {@link io.guideway.controller.ConfigurationFile} is the door; the shape of the file is in the JSON Schema beside this
 * package, which the jar carries too.
 */
package io.guideway.controller;
