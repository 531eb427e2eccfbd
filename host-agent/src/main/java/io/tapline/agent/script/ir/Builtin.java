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
  COMM,
  /** Nanoseconds of CLOCK_BOOTTIME. */
  BOOT_NSECS,
  /** Nanoseconds of CLOCK_TAI. */
  TAI_NSECS,
  /** Process id as the host's own process id namespace has it. */
  NAMESPACE_PID,
  /** Thread id as the host's own process id namespace has it. */
  NAMESPACE_TID,
  /** Address of the current thread's struct task_struct. */
  CURTASK,
  /** Id of the control group, version 2. */
  CGROUP,
  /** Number of the memory node. */
  NUMAID,
  /** Jiffies since the kernel started. */
  JIFFIES,
  /** Address of the probed function. */
  FUNCTION_ADDRESS;

  /** What it is. */
  public Type type() {
    return switch (this) {
      case NSECS, BOOT_NSECS, TAI_NSECS, CGROUP, JIFFIES, FUNCTION_ADDRESS -> Type.UINT64;
      case CURTASK -> new Type.Pointer(Type.AddressSpace.KERNEL);
      case PID, TID, UID, GID, CPU, NAMESPACE_PID, NAMESPACE_TID, NUMAID -> Type.UINT32;
      case COMM -> new Type.Text(16);
    };
  }

  /** The name in scripts. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The builtin of that name. */
  public static Optional<Builtin> of(String word) {
    return Arrays.stream(values()).filter(b -> b.isWord() && b.word().equals(word)).findFirst();
  }

  /** All names. */
  public static List<String> words() {
    return Arrays.stream(values()).filter(Builtin::isWord).map(Builtin::word).toList();
  }

  /** Whether a script writes it by this name; the others are what some word means. */
  private boolean isWord() {
    return compareTo(COMM) <= 0;
  }
}
