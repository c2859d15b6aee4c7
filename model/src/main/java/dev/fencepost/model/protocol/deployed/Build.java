package dev.fencepost.model.protocol.deployed;

/**
 * One way to build or set up an implementation, in which its words have one meaning each.
 *
 * @param name a word, unique in the table
 * @param title what it is, in one line
 */
public record Build(String name, String title) {}
