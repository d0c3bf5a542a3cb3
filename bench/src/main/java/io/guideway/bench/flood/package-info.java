/** {@code ./guideway lab flood}: whether honest connections keep their backends under floods, and what a packet costs then. */
package io.guideway.bench.flood;
