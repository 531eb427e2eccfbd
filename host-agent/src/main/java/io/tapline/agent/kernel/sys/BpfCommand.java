package io.tapline.agent.kernel.sys;

/** {@code enum bpf_cmd}, include/uapi/linux/bpf.h: the commands Tapline gives. */
enum BpfCommand {
  MAP_CREATE(0),
  MAP_LOOKUP_ELEM(1),
  MAP_UPDATE_ELEM(2),
  MAP_DELETE_ELEM(3),
  PROG_LOAD(5),
  OBJ_PIN(6),
  PROG_TEST_RUN(10),
  PROG_GET_NEXT_ID(11),
  MAP_GET_NEXT_ID(12),
  OBJ_GET_INFO_BY_FD(15),
  RAW_TRACEPOINT_OPEN(17),
  BTF_LOAD(18),
  BTF_GET_FD_BY_ID(19),
  BTF_GET_NEXT_ID(23),
  MAP_LOOKUP_BATCH(24),
  MAP_LOOKUP_AND_DELETE_BATCH(25),
  LINK_CREATE(28),
  LINK_GET_NEXT_ID(31),
  ENABLE_STATS(32),
  ITER_CREATE(33);

  private final int number;

  BpfCommand(int number) {
    this.number = number;
  }

  /** The kernel's number. */
  int number() {
    return number;
  }
}
