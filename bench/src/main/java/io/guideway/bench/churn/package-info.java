/**
 * {@code ./guideway bench churn}: services change many times a second for minutes while workers forward as fast as they can,
 * and every packet that leaves is looked at.
 */
package io.guideway.bench.churn;
