/**
 * Litmus tests: reading the C dialect of herd7 and the Linux kernel, and printing results as herd7 prints them. Start
 * at {@link dev.fencepost.model.litmus.LitmusReader} and {@link dev.fencepost.model.litmus.LitmusSummary}. Not read:
 * RCU and SRCU, and tests in assembly languages; they are refused by name.
 */
package dev.fencepost.model.litmus;
