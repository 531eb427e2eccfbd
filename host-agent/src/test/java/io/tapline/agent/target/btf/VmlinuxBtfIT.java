package io.tapline.agent.target.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The BTF of the kernel the tests run on. */
final class VmlinuxBtfIT {
  private Btf btf;

  @BeforeEach
  void setUp() throws IOException {
    assumeTrue(Files.isReadable(Btf.VMLINUX), "missing: BTF of the kernel at " + Btf.VMLINUX);
    btf = Btf.open(Btf.VMLINUX);
  }

  @Test
  void knowsTheArgumentsOfTheSchedulersSwitch() throws IOException {
    assertThat(btf.rawTracepoints()).contains("sched_switch", "sys_enter", "sys_exit");
    assertThat(btf.tracepointArguments("sched_switch").orElseThrow())
        .map(BtfParameter::cType)
        .containsSubsequence("struct task_struct *", "struct task_struct *");
  }

  @Test
  void knowsWhereATaskKeepsItsNumbers() throws IOException {
    int pid = btf.member("task_struct", "pid").orElseThrow().byteOffset();
    int tgid = btf.member("task_struct", "tgid").orElseThrow().byteOffset();
    assertThat(tgid).isEqualTo(pid + 4);
    assertThat(btf.member("task_struct", "comm")).isPresent();
  }

  @Test
  void describesEveryTypeOfTheKernel() throws IOException {
    for (int id = 1; id < btf.typeCount(); id++) {
      assertThat(btf.describe(id)).isNotNull();
    }
  }
}
