/**
 * Where a protocol runs: what each Linux barrier primitive becomes on each platform, as data, and what that means for a
 * program. A {@code BarrierPlan} puts a primitive at every barrier site of a protocol; a {@code Platform} says what the
 * primitive reaches there.
 */
package dev.fencepost.model.platform;
