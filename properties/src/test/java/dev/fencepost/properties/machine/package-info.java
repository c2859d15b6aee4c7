/** The explorer itself: small machines whose states are known by counting, and wrong ones that it must reject. */
package dev.fencepost.properties.machine;
