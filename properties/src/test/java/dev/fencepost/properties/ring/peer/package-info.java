/** What a peer that is not trusted writes into a ring, field by field, and what the other end makes of it. */
package dev.fencepost.properties.ring.peer;
