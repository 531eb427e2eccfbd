package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.Optional;

/**
 * What a script can read of the place it is hit at. One implementation per kind of place.
 *
 * <p>Values have the types of C: an array is a {@link Type.Array} (of {@code char} a {@link
 * Type.Text} where bpftrace has it so), a struct a {@link Type.Record}, a pointer a {@link
 * Type.Pointer} with its target; what follows a dot, an arrow or brackets is not its concern.
 */
public interface ArgumentSource {

  /** {@code args.name}; empty when there is no such field or it cannot be read. */
  Optional<Value> field(String name);

  /** {@code args.name[index]} where the array cannot be had as a whole. */
  default Optional<Value> element(String name, int index) {
    return Optional.empty();
  }

  /** {@code argN}; empty when there is no such argument. */
  default Optional<Value> argument(int index) {
    return Optional.empty();
  }

  /** {@code retval}; empty where nothing returns. */
  default Optional<Value> result() {
    return Optional.empty();
  }

  /** {@code args} alone; empty where it only has fields. */
  default Optional<Value> whole() {
    return Optional.empty();
  }

  /** {@code ctx}: the address of what the program is given, with its type. */
  default Optional<Value> context() {
    return Optional.empty();
  }

  /** {@code reg("name")}; empty where registers are not to be had, or none has that name. */
  default Optional<Value> register(String name) {
    return Optional.empty();
  }

  /** Whether registers are to be had. */
  default boolean hasRegisters() {
    return false;
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
