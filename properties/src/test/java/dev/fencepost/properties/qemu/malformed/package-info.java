/** Rings that break a rule, given to QEMU's device and to ours: who refuses what. */
package dev.fencepost.properties.qemu.malformed;
