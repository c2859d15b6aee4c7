/** {@code fencepost minimal}: every smallest sufficient set of barriers, and what other code has in its place. */
package dev.fencepost.workbench.minimal;
