package io.tapline.agent.script.check;

import io.tapline.agent.script.type.Type;
import io.tapline.agent.target.TracepointFormat.FormatField;
import java.util.Optional;
import java.util.Set;

/** C types of formats as types of the language. */
final class CTypes {
  /**
   * What system calls' formats widen to 8 unsigned bytes though only the lower ones count: the
   * register's upper half is whatever the program left in it.
   */
  private static final Set<String> INT32 =
      Set.of("int", "pid_t", "clockid_t", "timer_t", "key_t", "mqd_t", "key_serial_t", "s32");

  private static final Set<String> UINT32 =
      Set.of("unsigned int", "unsigned", "u32", "__u32", "uid_t", "gid_t", "uint32_t");

  private CTypes() {}

  /** A number's or pointer's type; empty when it is neither. */
  static Optional<Type> of(FormatField field, Type.AddressSpace space) {
    String name = field.cType().replace("const ", "").trim();
    if (name.endsWith("*")) {
      return Optional.of(new Type.Pointer(space));
    }
    if (field.sizeBytes() == 8 && INT32.contains(name)) {
      return integer(4, true);
    }
    if (field.sizeBytes() == 8 && UINT32.contains(name)) {
      return integer(4, false);
    }
    if (field.sizeBytes() == 8 && name.equals("umode_t")) {
      return integer(2, false);
    }
    return integer(field.sizeBytes(), field.signed());
  }

  /** An integer of that size, if there is one. */
  static Optional<Type> integer(int size, boolean signed) {
    return size == 1 || size == 2 || size == 4 || size == 8
        ? Optional.of(new Type.Int(size, signed))
        : Optional.empty();
  }
}
