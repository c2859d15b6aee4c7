/** The rings of {@code dev.fencepost.impl.vring} against the standard and the model. */
package dev.fencepost.properties.vring;
