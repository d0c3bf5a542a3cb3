/**
 * What operators may ask of a node: the words that the API ({@code controller.api}) and the commands pass on, and the one
 * interface that answers them.
 */
package io.guideway.controller.operate;
