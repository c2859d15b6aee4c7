package dev.fencepost.properties.house.sample.model.stray;

/** Stands in a package that has no row in the table. */
record StrayPackage() {}
