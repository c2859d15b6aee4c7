package dev.fencepost.properties.house.sample.impl;

import dev.fencepost.properties.house.sample.model.msix.MsixSubject;

/** Breaks the rule that impl and model never use each other. */
record ImplUsesModel(MsixSubject shared) {}
