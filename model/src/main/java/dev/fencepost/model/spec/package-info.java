/** Every rule that code, tests and messages cite, with the document it comes from. */
package dev.fencepost.model.spec;
