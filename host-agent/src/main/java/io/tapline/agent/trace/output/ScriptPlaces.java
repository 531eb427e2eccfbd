package io.tapline.agent.trace.output;

import io.tapline.agent.script.source.Source;
import io.tapline.agent.script.source.SourceRange;
import java.util.List;

/**
 * Where a stretch of a script is for people. A script of one file needs {@link #in} only; one with
 * imports or macros knows better.
 */
public interface ScriptPlaces {

  /** The innermost place first, then what that was expanded from; at least one. */
  List<Place> of(SourceRange range);

  /** All ranges are in that text. */
  static ScriptPlaces in(Source source) {
    return range -> List.of(new Place(source, range));
  }

  /** A stretch of a text. */
  record Place(Source source, SourceRange range) {}
}
