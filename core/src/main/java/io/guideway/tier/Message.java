package io.guideway.tier;

/** What a node says to others. */
sealed interface Message permits Hello, Ask, Records, Past {}
