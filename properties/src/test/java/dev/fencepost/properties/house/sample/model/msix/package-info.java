/** Breaks no rule. */
package dev.fencepost.properties.house.sample.model.msix;
