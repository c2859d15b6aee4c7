/** Random accesses to a virtio device's MSI-X capability in QEMU and to ours, compared by what software can see. */
package dev.fencepost.properties.qemu.msix;
