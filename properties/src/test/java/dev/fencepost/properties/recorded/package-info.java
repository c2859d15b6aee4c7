/**
 * Recorded accesses: what an implementation does to shared memory, held against the program that the model has of it.
 * Nothing here knows a subject. A {@link dev.fencepost.properties.recorded.RecordedSubject} runs the operations of its
 * implementation over {@link dev.fencepost.properties.recorded.Recorder}s as a scenario of its protocol has them, and
 * says with {@link dev.fencepost.properties.recorded.Places} what the offsets are in the program.
 * {@link dev.fencepost.properties.recorded.RecordedCheck} does the rest.
 */
package dev.fencepost.properties.recorded;
