/** What holds of the implementation beyond any one subject: its memory. */
package dev.fencepost.properties.impl;
