/** The commands that operate a running node. They know it by its API alone (docs/api.md). */
package io.guideway.cli.operate;
