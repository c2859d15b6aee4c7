/**
 * What this JVM on this machine does, held against what a memory model allows. The lessons of {@code stress} say which
 * outcomes they expect; {@code SplitRingLessons} writes each as a small program; {@code LitmusAgreementTest} runs the
 * one, explores the other, and compares.
 */
package dev.fencepost.properties.jcstress;
