/** What one side sees, and does, between any two accesses of the other one: all moments are tried, on one thread. */
package dev.fencepost.properties.ring.moments;
