/** The split virtqueue as a weak-memory program: which barriers it needs, and the bounds that show it. */
package dev.fencepost.properties.ring;
