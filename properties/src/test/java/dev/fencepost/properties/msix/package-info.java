/** MSI-X: model, implementation and protocol, each against the others. */
package dev.fencepost.properties.msix;
