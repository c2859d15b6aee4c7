/**
 * Where model and implementation meet: property-based tests, conformance, and the rules of the house itself. Test
 * sources only.
 */
package dev.fencepost.properties;
