package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.AttachPoint;
import io.tapline.agent.script.ast.Probe;

/**
 * A probe at a site.
 *
 * @param number of the probe in the script
 * @param written the attach point that matched the site
 */
record Hit(int number, Probe probe, AttachPoint written, Site site) {
  Hit at(Site other) {
    return new Hit(number, probe, written, other);
  }
}
