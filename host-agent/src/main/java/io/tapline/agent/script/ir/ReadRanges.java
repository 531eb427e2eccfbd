package io.tapline.agent.script.ir;

import io.tapline.agent.script.source.SourceRange;
import java.util.IdentityHashMap;

/**
 * What in the script each value that reads memory comes from: a failure is told with its place. Two
 * values that are equal may come from two places. Not thread-safe.
 */
public final class ReadRanges {
  private final IdentityHashMap<Value, SourceRange> ranges = new IdentityHashMap<>();

  /** Remembers where a value comes from, if it may read memory; of several words the first. */
  public void put(Value value, SourceRange range) {
    if (value instanceof Value.MemoryLoad
        || value instanceof Value.MemoryRead
        || value instanceof Value.TextRead
        || value instanceof Value.BufferRead
        || value instanceof Value.PartOf
        || value instanceof Value.ElementOf) {
      ranges.putIfAbsent(value, range);
    }
  }

  /** Where the value comes from; where that is not known, what it is part of. */
  public SourceRange of(Value value, SourceRange whole) {
    return ranges.getOrDefault(value, whole);
  }
}
