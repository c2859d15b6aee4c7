package dev.fencepost.properties.house.sample.circle.hen;

import dev.fencepost.properties.house.sample.circle.egg.Egg;

/** Uses a package that uses this one. */
public record Hen(Egg from) {}
