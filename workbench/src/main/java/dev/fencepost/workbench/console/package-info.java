/** What every command prints by: the terminal, paragraphs, columns, JSON, progress, errors and exit statuses. */
package dev.fencepost.workbench.console;
