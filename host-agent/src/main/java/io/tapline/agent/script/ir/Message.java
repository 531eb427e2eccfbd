package io.tapline.agent.script.ir;

import io.tapline.agent.script.source.SourceRange;
import java.util.List;

/** What a program asks its host to do: a record in the ring, with the values it needs. */
public sealed interface Message {

  /**
   * Text made of values. The values are the format's arguments, in order.
   *
   * @param purpose what becomes of the text
   * @param range of the call in the script
   */
  record Formatted(Purpose purpose, String format, SourceRange range) implements Message {}

  /** What becomes of formatted text. */
  enum Purpose {
    /** To the output. */
    PRINTF,
    /** As a warning with the call's place in the script. */
    WARNF,
    /** As an error with the call's place in the script. */
    ERRORF,
    /** A shell command that is run, its output shown. */
    SYSTEM,
    /** A file's name that is read and shown. */
    CAT
  }

  /** {@code print(value)}: one value. */
  record PrintValue() implements Message {}

  /**
   * {@code print(@map, top, divisor)}: the map as it is then. The values are top and divisor, as
   * far as they are given.
   */
  record PrintMap(ScriptMap map) implements Message {}

  /** {@code print(@map[keys])}: the keys are the values, then for a state map what it holds. */
  record PrintMapValue(ScriptMap map) implements Message {}

  /** {@code clear(@map)}: every key goes. */
  record Clear(ScriptMap map) implements Message {}

  /** {@code zero(@map)}: every value becomes zero. */
  record Zero(ScriptMap map) implements Message {}

  /** {@code time(format)}: the wall time when the host reads it. */
  record Time(String format) implements Message {}

  /** {@code join(array, separator)}: the values are texts; empty ones at the end are left out. */
  record Join(String separator) implements Message {}

  /** {@code exit(code)}: the code is the value, if there is one. */
  record Exit() implements Message {}

  /** {@code unwatch(address)}: the address is the value. */
  record Unwatch() implements Message {}

  /**
   * {@code skboutput(path, ...)}: the values are a buffer and the packet's length.
   *
   * @param path of the capture file
   */
  record Packet(String path) implements Message {}

  /** {@code emit(name = value, ...)}: a row of named columns, to the output. */
  record Row(List<String> names) implements Message {
    public Row {
      names = List.copyOf(names);
    }
  }

  /**
   * A helper of the kernel failed. The values are the helper's answer, a negative errno, as an
   * int32.
   *
   * @param helper its name without {@code bpf_}: {@code probe_read_user_str}
   * @param range what in the script called it
   */
  record HelperFailed(String helper, SourceRange range) implements Message {}

  /**
   * A fault that a program finds by itself.
   *
   * @param words what to say
   */
  record Fault(String words, SourceRange range) implements Message {}

  /** {@code speculate(id)} begins: what this probe sends until its end is held under the id. */
  record Speculate() implements Message {}

  /** {@code commit(id)}: what is held under the id is done now. */
  record Commit() implements Message {}

  /** {@code discard(id)}: what is held under the id is forgotten. */
  record Discard() implements Message {}
}
