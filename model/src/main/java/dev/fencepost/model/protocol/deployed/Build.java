package dev.fencepost.model.protocol.deployed;

/**
 * One way to build or set up an implementation, in which its words have one meaning each.
 *
 * @param name a word, unique in the table
 * @param title what it is, in one line; may be empty
 * @param architecture the one that it is for, such as {@code x86}; empty if it is for any
 */
public record Build(String name, String title, String architecture) {}
