/**
 * What stands at the sites of a protocol in code that people run: a table of text beside the protocol file, with the
 * same name and the extension {@code .today}. {@code protocols/README.md} says how it is written. {@link Deployed} is a
 * table, {@link Implementation} one body of code in it, {@link Spot} one place in that code.
 */
package dev.fencepost.model.protocol.deployed;
