/** What methods of the implementation do with numbers that are wrong, and with calls out of turn. */
package dev.fencepost.properties.argument;
