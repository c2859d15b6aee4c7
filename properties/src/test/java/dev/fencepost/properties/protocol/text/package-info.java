/**
 * Protocols as text: what the reader refuses and how, what a label and its neighbours mean, and that known is as
 * loaded.
 */
package dev.fencepost.properties.protocol.text;
