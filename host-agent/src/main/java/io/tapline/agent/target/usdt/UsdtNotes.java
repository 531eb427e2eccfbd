package io.tapline.agent.target.usdt;

import io.tapline.agent.target.elf.ElfFile;
import io.tapline.agent.target.elf.ElfNote;
import io.tapline.agent.target.elf.ElfSection;
import io.tapline.agent.target.read.MalformedInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The USDT probes of a binary. */
public final class UsdtNotes {
  /** PostgreSQL has 71, a JDK 500; more than this is an attack on whoever reads it. */
  private static final int MAX_SITES = 100_000;

  private UsdtNotes() {}

  /**
   * Reads all sites, in the file's order; empty when the binary has none. A probe that was inlined
   * has several.
   *
   * @param elf must stay open while sites are resolved
   */
  public static List<UsdtSite> read(ElfFile elf) throws IOException {
    Optional<ElfSection> section = elf.section(UsdtNote.SECTION);
    if (section.isEmpty() || section.get().type() != ElfSection.NOTE) {
      return List.of();
    }
    Optional<ElfSection> base = elf.section(UsdtNote.BASE_SECTION);
    List<UsdtSite> sites = new ArrayList<>();
    for (ElfNote note : elf.notes(section.get())) {
      if (note.type() == UsdtNote.TYPE && note.owner().equals(UsdtNote.OWNER)) {
        UsdtNote parsed = UsdtNote.parse(elf.name(), note);
        // .stapsdt.base moved with the code when the file was prelinked; the notes did not.
        long moved = base.map(b -> b.address() - parsed.base()).orElse(0L);
        sites.add(new UsdtSite(elf, parsed, moved));
      }
      if (sites.size() > MAX_SITES) {
        throw MalformedInputException.at(
            elf.name(), note.fileOffset(), "more than " + MAX_SITES + " USDT sites");
      }
    }
    return sites;
  }
}
