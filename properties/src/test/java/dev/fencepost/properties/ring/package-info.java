/** What the tests of both virtqueue layouts share: histories, scripts, judges, mutants of the implementation. */
package dev.fencepost.properties.ring;
