/** Dispatch: the model and its mutants, the implementation against it, and both under load. */
package dev.fencepost.properties.dispatch;
