package dev.fencepost.properties.house.sample.model.grant;

import dev.fencepost.properties.house.sample.model.msix.MsixSubject;

/** Breaks the rule that subjects do not use each other. */
record GrantUsesMsix(MsixSubject other) {}
