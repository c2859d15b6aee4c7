/**
 * What every protocol keeps to, and that the machinery around protocols knows none of them: it is tried on a small one.
 */
package dev.fencepost.properties.protocol;
