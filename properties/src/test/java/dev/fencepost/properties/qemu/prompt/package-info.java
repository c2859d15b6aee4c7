/** Our drivers on a device that answers in the kick: long histories, past every wrap of an index. */
package dev.fencepost.properties.qemu.prompt;
