/** The virtqueues as weak-memory programs with named barrier sites. */
package dev.fencepost.model.vring;
