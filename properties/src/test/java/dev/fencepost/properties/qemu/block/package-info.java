/** Our drivers do random requests to QEMU's block and entropy devices, over either transport. */
package dev.fencepost.properties.qemu.block;
