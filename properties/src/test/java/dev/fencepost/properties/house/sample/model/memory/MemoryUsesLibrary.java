package dev.fencepost.properties.house.sample.model.memory;

import org.assertj.core.api.Assertions;

/** Breaks the rule that model uses the JDK only. */
public record MemoryUsesLibrary(Assertions library) {}
