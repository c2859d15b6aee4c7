/** Breaks a rule: see the class. */
package dev.fencepost.properties.house.sample.circle.egg;
