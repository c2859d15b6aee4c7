/**
 * Bugs that shipped, brought back one by one: each is tried as a small broken variant on a check of the project, beside
 * the variant without it, which the same check must pass. Start with {@link dev.fencepost.properties.bugs.Attempt}.
 */
package dev.fencepost.properties.bugs;
