package dev.fencepost.properties.house.sample.model.msix;

/** A subject that keeps the rules. */
public record MsixSubject() {}
