package io.tapline.agent.bpf.spec;

/** {@code enum bpf_map_type}, include/uapi/linux/bpf.h: the types Tapline makes. */
public enum MapType {
  HASH(1),
  ARRAY(2),
  PROG_ARRAY(3),
  PERCPU_HASH(5),
  PERCPU_ARRAY(6),
  STACK_TRACE(7),
  LRU_HASH(9),
  PERCPU_LRU_HASH(10),
  RINGBUF(27),
  TASK_STORAGE(29);

  private final int number;

  MapType(int number) {
    this.number = number;
  }

  /** The kernel's number. */
  public int number() {
    return number;
  }

  /** Whether a user-space read yields one value per possible CPU. */
  public boolean perCpu() {
    return this == PERCPU_HASH || this == PERCPU_ARRAY || this == PERCPU_LRU_HASH;
  }
}
