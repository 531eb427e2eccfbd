package io.tapline.agent.script.ir;

import io.tapline.agent.script.type.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a script can read anywhere by its name alone. */
public enum Builtin {
  /** Nanoseconds of CLOCK_MONOTONIC: the clock of durations and of ring records. */
  NSECS,
  /** Process id: the kernel's tgid, in the initial namespace. */
  PID,
  /** Thread id: the kernel's pid, in the initial namespace. */
  TID,
  /** User id. */
  UID,
  /** Group id. */
  GID,
  /** Number of the CPU. */
  CPU,
  /** The thread's name, TASK_COMM_LEN bytes. */
  COMM;

  /** What it is. */
  public Type type() {
    return switch (this) {
      case NSECS -> Type.UINT64;
      case PID, TID, UID, GID, CPU -> Type.UINT32;
      case COMM -> new Type.Text(16);
    };
  }

  /** The name in scripts. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The builtin of that name. */
  public static Optional<Builtin> of(String word) {
    return Arrays.stream(values()).filter(b -> b.word().equals(word)).findFirst();
  }

  /** All names. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Builtin::word).toList();
  }
}
