/** Dispatch: the model and its broken twins, the implementation against it, and both under load. */
package dev.fencepost.properties.dispatch;
