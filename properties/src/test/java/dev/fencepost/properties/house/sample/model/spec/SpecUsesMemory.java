package dev.fencepost.properties.house.sample.model.spec;

import dev.fencepost.properties.house.sample.model.memory.MemoryUsesLibrary;

/** Breaks the row of spec: nothing is below it. */
record SpecUsesMemory(MemoryUsesLibrary above) {}
