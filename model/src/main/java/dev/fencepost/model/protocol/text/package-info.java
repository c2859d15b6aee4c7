/**
 * A protocol file, read: {@link dev.fencepost.model.protocol.text.ProtocolReader} takes a C file with sides, shared
 * memory, barrier sites as labels and what must not happen, once for each set of features.
 */
package dev.fencepost.model.protocol.text;
