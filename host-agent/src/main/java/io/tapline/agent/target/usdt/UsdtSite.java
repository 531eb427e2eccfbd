package io.tapline.agent.target.usdt;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.target.elf.ElfFile;
import java.io.IOException;
import java.nio.file.Path;

/** One USDT probe site of a binary, by name; its place is worked out when it is asked for. */
public final class UsdtSite {
  private final ElfFile elf;
  private final UsdtNote note;
  private final long moved;

  UsdtSite(ElfFile elf, UsdtNote note, long moved) {
    this.elf = elf;
    this.note = note;
    this.moved = moved;
  }

  /** Whose probe it is, for example {@code postgresql}. */
  public String namespace() {
    return note.provider();
  }

  /** The probe's name, for example {@code query__start}. */
  public String probe() {
    return note.name();
  }

  /**
   * Works out offsets and arguments, while the file is open.
   *
   * @param binary what the point shall call the file
   * @throws io.tapline.agent.target.read.MalformedInputException when the note does not fit the
   *     binary: attaching there could kill the process
   */
  public ProbePoint.Usdt resolve(Path binary) throws IOException {
    long site = note.site() + moved;
    SiteChecks checks = new SiteChecks(elf, note.fileOffset());
    UsdtArgumentParser parser =
        new UsdtArgumentParser(elf.name(), note.fileOffset(), site, elf::symbol);
    return new ProbePoint.Usdt(
        binary,
        note.provider(),
        note.name(),
        checks.siteOffset(site),
        note.semaphore() == 0 ? 0 : checks.semaphoreOffset(note.semaphore() + moved),
        parser.parse(note.arguments()));
  }
}
