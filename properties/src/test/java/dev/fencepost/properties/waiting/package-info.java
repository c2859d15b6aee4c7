/**
 * Waiting for another process or another thread: {@link dev.fencepost.properties.waiting.Patience} is the only place
 * where a test waits, so that each wait has a limit and says what it was for. A rule of the house holds the others to
 * it.
 */
package dev.fencepost.properties.waiting;
