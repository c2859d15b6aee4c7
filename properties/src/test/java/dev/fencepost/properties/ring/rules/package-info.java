/** The rules of the rings, each with an end that breaks it. */
package dev.fencepost.properties.ring.rules;
