package io.tapline.agent.kernel.sys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ErrnoTest {
  @Test
  void saysWhatItMeansAndHowTheKernelCallsIt() {
    assertThat(Errno.EPERM).hasToString("operation not permitted (EPERM)");
    assertThat(new Errno(4095)).hasToString("errno 4095");
    assertThat(new SystemCallException("create map ring", Errno.ENOSYS))
        .hasMessage("create map ring: system call not in this kernel (ENOSYS)");
  }

  @Test
  void knowsWhichOnesAreAboutRights() {
    assertThat(Errno.EPERM.isPermission()).isTrue();
    assertThat(Errno.EACCES.isPermission()).isTrue();
    assertThat(Errno.EINVAL.isPermission()).isFalse();
  }
}
