/** What people give: words of the command line, protocol files, proposals, YAML with its lines and columns. */
package dev.fencepost.workbench.input;
