package io.tapline.agent.bpf.insn;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Kernel functions a program may call: {@code enum bpf_func_id}, include/uapi/linux/bpf.h. */
public enum Helper {
  /** (map, key) to address of the value, or 0. */
  MAP_LOOKUP_ELEM(1),
  /** (map, key, value, flags) to 0 or a negative errno. */
  MAP_UPDATE_ELEM(2),
  /** (map, key) to 0 or a negative errno. */
  MAP_DELETE_ELEM(3),
  /** () to CLOCK_MONOTONIC nanoseconds. */
  KTIME_GET_NS(5),
  /** () to 32 random bits. */
  GET_PRANDOM_U32(7),
  /** () to the CPU's number. */
  GET_SMP_PROCESSOR_ID(8),
  /** (context, programs, index) goes on as that program, if there is one. */
  TAIL_CALL(12),
  /** () to tgid &lt;&lt; 32 | pid. */
  GET_CURRENT_PID_TGID(14),
  /** () to gid &lt;&lt; 32 | uid. */
  GET_CURRENT_UID_GID(15),
  /** (buffer, size) to 0; the rest of the buffer is zeroed. */
  GET_CURRENT_COMM(16),
  /** () to address of the current struct task_struct. */
  GET_CURRENT_TASK(35),
  /** (user address, buffer, size) to 0 or a negative errno. */
  PROBE_WRITE_USER(36),
  /** () to the memory node's number. */
  GET_NUMA_NODE_ID(42),
  /** (struct sock) to its cookie. */
  GET_SOCKET_COOKIE(46),
  /** (context, number) the probed function returns the number instead of running. */
  OVERRIDE_RETURN(58),
  /** (context, buffer, size, flags) to bytes of addresses, or a negative errno; zeros behind. */
  GET_STACK(67),
  /** () to the control group's id, version 2. */
  GET_CURRENT_CGROUP_ID(80),
  /** (signal) to 0 or a negative errno. */
  SEND_SIGNAL(109),
  /** (buffer, size, user address) to 0 or a negative errno; then the buffer is zeroed. */
  PROBE_READ_USER(112),
  /** As for user memory. */
  PROBE_READ_KERNEL(113),
  /** (buffer, size, user address) to the length with NUL, or a negative errno. */
  PROBE_READ_USER_STR(114),
  /** As for user memory. */
  PROBE_READ_KERNEL_STR(115),
  /** (signal) to 0 or a negative errno. */
  SEND_SIGNAL_THREAD(117),
  /** () to jiffies. */
  JIFFIES64(118),
  /** (device, inode, struct bpf_pidns_info, size) to 0 or a negative errno. */
  GET_NS_CURRENT_PID_TGID(120),
  /** () to CLOCK_BOOTTIME nanoseconds. */
  KTIME_GET_BOOT_NS(125),
  /** (ring, size, flags) to the record's address, or 0. */
  RINGBUF_RESERVE(131),
  /** (record, flags). */
  RINGBUF_SUBMIT(132),
  /** (struct path, buffer, size) to the length with NUL, or a negative errno. */
  D_PATH(147),
  /** (map, task, value or 0, flags) to address of the task's value, or 0. Kernel 5.11. */
  TASK_STORAGE_GET(156),
  /** () to the current struct task_struct, as the verifier knows it. Kernel 5.11. */
  GET_CURRENT_TASK_BTF(158),
  /** (map, function, what it is given, 0) to how many entries there were. Kernel 5.13. */
  FOR_EACH_MAP_ELEM(164),
  /** (context) to address of the probed function. */
  GET_FUNC_IP(173),
  /** (map, key, cpu) to address of that CPU's value; 0 as well beyond the last CPU. Kernel 5.19. */
  MAP_LOOKUP_PERCPU_ELEM(195),
  /** () to CLOCK_TAI nanoseconds. */
  KTIME_GET_TAI_NS(208);

  private final int number;

  Helper(int number) {
    this.number = number;
  }

  /** The kernel's number. */
  public int number() {
    return number;
  }

  /** The helper of a number. */
  static Optional<Helper> of(long number) {
    return Arrays.stream(values()).filter(h -> h.number == number).findFirst();
  }

  /** The name without {@code bpf_}, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
