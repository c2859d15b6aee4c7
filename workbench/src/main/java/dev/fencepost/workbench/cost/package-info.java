/** {@code fencepost cost}: what designs cost, as numbers and curves. */
package dev.fencepost.workbench.cost;
