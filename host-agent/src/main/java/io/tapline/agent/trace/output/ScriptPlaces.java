package io.tapline.agent.trace.output;

import io.tapline.agent.script.source.Source;
import io.tapline.agent.script.source.SourceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a stretch of a script is for people. */
public interface ScriptPlaces {

  /** The innermost place first, then what that was expanded from; at least one. */
  List<Place> of(SourceRange range);

  /** Ranges are in that script, its files and its macros. */
  static ScriptPlaces in(Source source) {
    return range -> {
      List<Place> places = new ArrayList<>();
      Optional<SourceRange> next = Optional.of(range);
      while (next.isPresent()) {
        Source.Place place = source.place(next.get());
        places.add(new Place(place.file(), place.range()));
        next = place.expandedFrom();
      }
      return places;
    };
  }

  /** A stretch of a text. */
  record Place(Source source, SourceRange range) {}
}
