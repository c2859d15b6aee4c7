/**
 * What a hypervisor answers in place of a device's MSI-X table:
 * {@link dev.fencepost.model.msix.intercept.MsixIntercept}.
 */
package dev.fencepost.model.msix.intercept;
