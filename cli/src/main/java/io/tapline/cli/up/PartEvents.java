package io.tapline.cli.up;

import io.tapline.cli.process.ChildDiedException;
import io.tapline.cli.process.SupervisedChild;
import java.time.Duration;

/** Tells a person what happens to the parts, and asks for a stop when one stays dead. */
final class PartEvents implements SupervisedChild.Listener {
  private final Screen screen;
  private final StopRequest stop;

  PartEvents(Screen screen, StopRequest stop) {
    this.screen = screen;
    this.stop = stop;
  }

  @Override
  public void restarting(String name, ChildDiedException death, Duration pause) {
    screen.say(death.getMessage() + "; starting it again in " + pause.toMillis() + " ms");
    screen.quote(death.lastLines());
  }

  @Override
  public void restarted(String name) {
    screen.say(name + " is back");
  }

  @Override
  public void gaveUp(String name, ChildDiedException death) {
    screen.say(death.getMessage() + "; it died too often, stopping");
    screen.quote(death.lastLines());
    stop.make(StopRequest.Reason.DEATH);
  }
}
