/** {@code fencepost check}: the verdict about a protocol or a proposed change. */
package dev.fencepost.workbench.check;
