/** {@code fencepost bugs}: real bugs, brought back, and what noticed them. */
package dev.fencepost.workbench.bugs;
