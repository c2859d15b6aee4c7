/**
 * What this JVM on this machine does, held against what a memory model allows. The lessons of {@code stress} say which
 * outcomes they expect; for each subject a list such as {@code SplitRingLessons} writes every one as a small program;
 * {@code LitmusAgreementTest} runs the lessons of all subjects at once, explores the programs, and compares.
 */
package dev.fencepost.properties.jcstress;
