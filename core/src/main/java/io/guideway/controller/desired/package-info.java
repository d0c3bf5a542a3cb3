/**
 * Changes made by command, as a layer above the configuration file: values that know nothing of the file, and the file that
 * keeps them over a restart.
 */
package io.guideway.controller.desired;
