/** The virtqueues as state machines, and as weak-memory programs with named barrier sites. */
package dev.fencepost.model.ring;
