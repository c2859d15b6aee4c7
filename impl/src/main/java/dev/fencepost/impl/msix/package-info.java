/**
 * MSI-X from the device's side: {@link dev.fencepost.impl.msix.MsixTable} keeps table, pending bits and masks and sends
 * messages, {@link dev.fencepost.impl.msix.MsixCapability} shows it in configuration space;
 * {@link dev.fencepost.impl.msix.MsixShadow} stands between a guest and such a table and answers what it can.
 */
package dev.fencepost.impl.msix;
