/**
 * What happens to numbers that are wrong: one rule for all methods of grants, MSI-X and dispatch that take an index, a
 * handle, a domain, an offset or an address.
 *
 * <p>A number is chosen by one of two parties.
 *
 * <ul>
 *   <li><b>A peer</b> chooses the operands of a hypercall, the address and the width of an access on a bus, and
 *       whatever stands in shared memory. Nothing that it chooses is an exception: it gets the answer of its standard,
 *       such as GNTST_bad_gntref, a refused access or an unmapped one.
 *   <li><b>The caller</b> is the program that holds the object. What it passes wrong is a fault of the program: a
 *       number that names nothing is an {@link java.lang.IllegalArgumentException} that says the number and the range,
 *       a call out of turn (twice, too early, for something that has gone) an {@link java.lang.IllegalStateException}.
 * </ul>
 *
 * <p>Either way nothing has changed then: no word of shared memory, no lock that stays taken, no count. And a number is
 * looked at whole: 65,536 and more than there are is never taken for 0 and more, because an index has 16 bits
 * somewhere.
 */
package dev.fencepost.impl.argument;
