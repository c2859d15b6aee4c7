/**
 * A protocol file as programs. The file is read once for each set of features ({@code ProtocolText}); a scenario is
 * compiled once for each bound by running its sides with all that is known ({@code Statements}, {@code Expressions}),
 * which leaves a tree of shared accesses and branches ({@code Block}); a plan and a platform then only choose modes and
 * fences in that tree ({@code Template}).
 */
package dev.fencepost.model.protocol.compile;
