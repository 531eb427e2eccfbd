package io.tapline.agent.script.check;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.script.ir.Value;
import java.util.Optional;

/**
 * One place a probe matched.
 *
 * @param point where to attach
 * @param name as the script means it
 * @param guard what must be true for a hit there to be this probe's
 * @param arguments what can be read there
 */
record Site(ProbePoint point, String name, Optional<Value> guard, ArgumentSource arguments) {
  Site(ProbePoint point, ArgumentSource arguments) {
    this(point, point.name(), Optional.empty(), arguments);
  }
}
