/**
 * What is fast: the optimized implementation on real shared memory. Still empty.
 *
 * <p>Drivers and devices of the subjects (split ring first) will stand here. They will touch shared memory only through
 * one small interface in which every access names its width and mode and every fence names its barrier site, so that
 * the same code runs on mapped memory, under Java PathFinder, under a recorder and on the memory of a guest.
 *
 * <p>Imports the JDK only, and never {@code dev.fencepost.model}: code shared between the two would let both be wrong
 * together.
 */
package dev.fencepost.impl;
