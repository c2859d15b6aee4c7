package dev.fencepost.properties.house.sample.circle.egg;

import dev.fencepost.properties.house.sample.circle.hen.Hen;

/** Uses a package that uses this one. */
public record Egg(Hen from) {}
