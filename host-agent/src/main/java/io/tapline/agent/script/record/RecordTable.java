package io.tapline.agent.script.record;

import io.tapline.agent.script.type.Type;
import java.util.Collection;
import java.util.Optional;

/** What names of types and constants mean to one script on one host. Not thread-safe. */
public interface RecordTable {

  /**
   * The type of a name, its words separated by one blank, without stars and brackets: {@code struct
   * task_struct}, {@code unsigned int}, {@code uint64_t}, {@code string}, {@code void} ({@code
   * Type.None}). The script's own definitions come first, then the kernel's.
   */
  Optional<Type> named(String words);

  /** What an enum's constant or a {@code #define} stands for. */
  Optional<Constant> constant(String name);

  /** Names near {@code words}, for a hint; may be empty even when there are some. */
  Collection<String> similarTypes(String words);

  /** Names of the script's own constants, for a hint. */
  Collection<String> constants();

  /** What a name stands for. */
  sealed interface Constant {
    /** A number; of an enum's constant the type is the enum. */
    record Number(Type type, long value) implements Constant {}

    /** Text. */
    record Text(String text) implements Constant {}
  }
}
