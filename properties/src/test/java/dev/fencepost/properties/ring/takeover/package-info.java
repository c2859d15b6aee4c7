/** Ends that go on where another one stopped or died, on a ring in use. */
package dev.fencepost.properties.ring.takeover;
