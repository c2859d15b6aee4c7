/** What the ends of a ring promise the callers of their less common operations, and of all of them in general. */
package dev.fencepost.properties.ring.callers;
