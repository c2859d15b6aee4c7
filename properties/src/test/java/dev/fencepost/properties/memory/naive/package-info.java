/**
 * A second answer to "which executions does a model allow?", as naive as it can be: guess a value for every read, try
 * every source of every read and every order of the writes, and keep what the model's cat file, copied out relation by
 * relation, does not forbid. It shares nothing with the engine but the form of its input, so that the two can only be
 * wrong independently.
 */
package dev.fencepost.properties.memory.naive;
