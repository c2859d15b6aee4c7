/** {@code fencepost litmus}: what herd7 prints. */
package dev.fencepost.workbench.litmus;
