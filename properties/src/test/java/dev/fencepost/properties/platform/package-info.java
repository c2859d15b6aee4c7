/** What primitives become on each platform. */
package dev.fencepost.properties.platform;
