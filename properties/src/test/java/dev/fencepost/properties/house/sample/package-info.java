/** Small rooms that break every rule of {@code RoomRules}; nothing else uses them. */
package dev.fencepost.properties.house.sample;
