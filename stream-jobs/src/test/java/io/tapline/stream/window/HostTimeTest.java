package io.tapline.stream.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostTimeTest {
  private static final long NOW = 1_790_000_000L;

  @Test
  void aStampFromTheFutureDoesNotMakeThePresentLate() {
    HostTime time = new HostTime();
    time.advance(NOW + 86_400, NOW);
    time.retire(time.time() - 60);

    assertThat(time.time()).isEqualTo(NOW);
    assertThat(time.admit(Resolution.SECOND.windowOf(NOW))).isTrue();
  }

  @Test
  void aHostAnHourBehindLosesNothing() {
    HostTime time = new HostTime();
    for (long second = NOW - 3_600; second < NOW - 3_000; second++) {
      time.advance(second, NOW);
      time.retire(time.time() - 60);
      assertThat(time.admit(Resolution.SECOND.windowOf(second))).isTrue();
    }
  }

  @Test
  void aWindowTakesDataUntilTheFloorReachesItsEnd() {
    HostTime time = new HostTime();
    Window minute = Resolution.MINUTE.windowOf(120);
    assertThat(time.admit(minute)).isTrue();

    assertThat(time.retire(179)).isEmpty();
    assertThat(time.admit(minute)).isTrue();
    assertThat(time.retire(180)).containsExactly(minute);
    assertThat(time.admit(minute)).isFalse();
  }

  @Test
  void noWindowIsEverOpenedAgainOnceRetired() {
    Random random = new Random(3);
    HostTime time = new HostTime();
    Set<Window> retired = new HashSet<>();
    long second = NOW;
    for (int step = 0; step < 5_000; step++) {
      second += random.nextInt(7) - 2;
      time.advance(second, NOW + step);
      retired.addAll(time.retire(time.time() - 60));
      long stamp = second - random.nextInt(120);
      for (Resolution resolution : Resolution.ALL) {
        Window window = resolution.windowOf(stamp);
        if (time.admit(window)) {
          assertThat(retired).doesNotContain(window);
        }
      }
    }
    assertThat(retired).isNotEmpty();
  }

  @Test
  void holdsABoundedNumberOfWindows() {
    HostTime time = new HostTime();
    int admitted = 0;
    for (int i = 0; i < 2 * HostTime.MAX_OPEN; i++) {
      admitted += time.admit(Resolution.SECOND.windowOf(NOW + i)) ? 1 : 0;
    }

    assertThat(admitted).isEqualTo(HostTime.MAX_OPEN);
    assertThat(time.admit(Resolution.SECOND.windowOf(NOW))).isTrue();
  }

  @Test
  void refusesTimesBefore1970() {
    assertThat(new HostTime().admit(Resolution.SECOND.windowOf(-5))).isFalse();
  }
}
