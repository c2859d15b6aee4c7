/**
 * What is true: the standards as executable state machines and programs, and the engines that explore them. Imports the
 * JDK only, and never {@code dev.fencepost.impl}.
 */
package dev.fencepost.model;
