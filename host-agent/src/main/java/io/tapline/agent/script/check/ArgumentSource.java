package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.Optional;

/** What a script can read of the place it is hit at. One implementation per kind of place. */
interface ArgumentSource {

  /** {@code args.name}; empty when there is no such field or it cannot be read. */
  Optional<Value> field(String name);

  /** {@code args.name[index]}; empty when there is no such element. */
  default Optional<Value> element(String name, int index) {
    return Optional.empty();
  }

  /** {@code argN}; empty when there is no such argument. */
  default Optional<Value> argument(int index) {
    return Optional.empty();
  }

  /** The names of fields, for hints. */
  List<String> fields();

  /** How many numbered arguments there are. */
  default int arguments() {
    return 0;
  }

  /** Where addresses that are plain numbers point to. */
  Type.AddressSpace space();
}
