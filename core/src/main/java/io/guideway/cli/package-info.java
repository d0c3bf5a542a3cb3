/** The program {@code guideway}: its commands, and the only place where objects are wired together. */
package io.guideway.cli;
