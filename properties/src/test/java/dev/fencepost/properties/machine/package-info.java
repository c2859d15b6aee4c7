/**
 * The explorer itself: small machines whose states are known by counting, wrong ones that it must reject, and mutants.
 */
package dev.fencepost.properties.machine;
