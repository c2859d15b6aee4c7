/**
 * What a person uses: the command line and its reports. Imports {@code model} and what it needs to print; nothing
 * imports this room.
 */
package dev.fencepost.workbench;
