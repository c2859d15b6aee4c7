/**
 * What cost models of subjects consist of: numbers that say where they come from, and curves that are drawn against
 * points. Start with {@link dev.fencepost.model.cost.CostModel}.
 */
package dev.fencepost.model.cost;
