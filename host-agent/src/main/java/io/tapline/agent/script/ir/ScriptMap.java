package io.tapline.agent.script.ir;

import io.tapline.agent.script.type.Type;
import java.util.List;

/** A map of the script. */
public sealed interface ScriptMap permits StateMap, AggregateMap {

  /** With its at sign. */
  String name();

  /** Empty when it has one value only. */
  List<Type> keys();
}
