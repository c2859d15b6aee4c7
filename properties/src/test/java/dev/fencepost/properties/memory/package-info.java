/**
 * The weak-memory engine held against what is known by other means: classic shapes with their counts, a second and
 * deliberately naive enumerator ({@link dev.fencepost.properties.memory.naive}), laws over random programs.
 */
package dev.fencepost.properties.memory;
