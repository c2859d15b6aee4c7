/**
 * C as far as algorithms on shared memory need it: text, tokens after a small preprocessor, types, expressions,
 * statements and declarations. Here a file is read, not understood: what its names mean is the business of those who
 * use it. What is not understood is refused by name, with line and column.
 */
package dev.fencepost.model.c;
