/**
 * {@code fencepost explain} and {@code fencepost platforms}: sites, functions, primitives and platform rows in words.
 */
package dev.fencepost.workbench.explain;
