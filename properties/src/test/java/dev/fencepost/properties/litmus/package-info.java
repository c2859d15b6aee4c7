/**
 * Litmus tests read and printed. The programs here were written for this project; what they should print was checked
 * with herd7 7.58 under its Linux kernel model.
 */
package dev.fencepost.properties.litmus;
