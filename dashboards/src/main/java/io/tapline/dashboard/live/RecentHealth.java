package io.tapline.dashboard.live;

import io.tapline.dashboard.view.Health;
import io.tapline.dashboard.view.PageReader;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The health, read at most once in a few seconds however many views show it. */
final class RecentHealth {
  private static final long FRESH_MILLIS = 4000;

  private final PageReader reader;
  private final Clock clock;
  private @Nullable Health last;

  RecentHealth(PageReader reader, Clock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /** At most four seconds old; reads when older, the others wait for it. */
  synchronized Health read() {
    Health health = last;
    if (health == null || clock.millis() - health.time() > FRESH_MILLIS) {
      health = reader.health();
      last = health;
    }
    return health;
  }
}
