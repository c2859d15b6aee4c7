/** Verdicts about plans: what they must never say, and how the platforms relate. */
package dev.fencepost.properties.proposal;
