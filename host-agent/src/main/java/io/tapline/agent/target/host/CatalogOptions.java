package io.tapline.agent.target.host;

import io.tapline.agent.target.symbol.Demangler;
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
 * @param demangler what C++ names are compared by
 */
public record CatalogOptions(
    boolean unsafe, List<Path> debugFolders, Optional<Path> traceable, Demangler demangler) {
  /** Nothing said. */
  public static final CatalogOptions USUAL =
      new CatalogOptions(false, List.of(), Optional.empty(), Demangler.NONE);

  public CatalogOptions {
    debugFolders = List.copyOf(debugFolders);
  }
}
