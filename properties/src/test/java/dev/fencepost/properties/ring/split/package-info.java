/** The split virtqueue: model, implementation and protocol, each against the others. */
package dev.fencepost.properties.ring.split;
