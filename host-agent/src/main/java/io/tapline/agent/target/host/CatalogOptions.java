package io.tapline.agent.target.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What somebody who traces says about the host beforehand.
 *
 * @param unsafe whether places that are not proven to begin an instruction may be probed: such a
 *     probe can kill the program
 * @param debugFolders where to look for debug files, before {@code /usr/lib/debug}
 * @param traceable a list of the kernel's traceable functions to use in place of the kernel's own
 */
public record CatalogOptions(boolean unsafe, List<Path> debugFolders, Optional<Path> traceable) {
  /** Nothing said. */
  public static final CatalogOptions USUAL = new CatalogOptions(false, List.of(), Optional.empty());

  public CatalogOptions {
    debugFolders = List.copyOf(debugFolders);
  }
}
