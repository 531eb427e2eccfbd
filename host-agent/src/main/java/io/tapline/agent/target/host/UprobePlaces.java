package io.tapline.agent.target.host;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.elf.ElfFunction;
import io.tapline.agent.target.x86.InstructionLength;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Places in functions as points, each proven to begin an instruction. The first byte of a function
 * is one by itself.
 */
final class UprobePlaces {
  /** Code is followed from the start of the function: longer ones than this are data. */
  private static final long LONGEST_FUNCTION = 16 << 20;

  private static final String FORCE =
      "--unsafe forces it; a probe that is not on an instruction kills the program";

  private final InstructionBoundary boundary;
  private final boolean unsafe;
  private final boolean returns;

  UprobePlaces(InstructionBoundary boundary, boolean unsafe, boolean returns) {
    this.boundary = boundary;
    this.unsafe = unsafe;
    this.returns = returns;
  }

  /** A place in a function that was named. */
  ProbePoint.Uprobe offset(
      BinaryFunctions functions, Path binary, String language, ElfFunction function, long offset)
      throws IOException, ProbeUnavailableException {
    ProbePoint.Uprobe point =
        point(functions, binary, language, function, offset, function.address() + offset);
    prove(functions, function, offset, binary + ":" + function.name() + "+" + offset);
    return point;
  }

  /** Likewise of one among many, which is left out when it has no such place. */
  Optional<ProbePoint.Uprobe> ofMany(
      BinaryFunctions functions, Path binary, String language, ElfFunction function, long offset)
      throws IOException {
    try {
      return Optional.of(offset(functions, binary, language, function, offset));
    } catch (ProbeUnavailableException e) {
      return Optional.empty();
    }
  }

  /** A place that was given as an address. */
  ProbePoint.Uprobe address(BinaryFunctions functions, Path binary, long address)
      throws IOException, ProbeUnavailableException {
    Optional<ElfFunction> function = functions.at(address);
    if (function.isPresent()) {
      long offset = address - function.get().address();
      prove(functions, function.get(), offset, binary + ":" + function.get().name() + "+" + offset);
    } else if (!unsafe) {
      throw new ProbeUnavailableException(
          "Could not determine instruction boundary for "
              + binary
              + ":0x"
              + Long.toHexString(address)
              + ": no function of the file is known there",
          "the file may be stripped: install its debug symbols; " + FORCE);
    }
    return new ProbePoint.Uprobe(
        binary, "", "", 0, address, fileOffset(functions, binary, address), returns);
  }

  private ProbePoint.Uprobe point(
      BinaryFunctions functions,
      Path binary,
      String language,
      ElfFunction function,
      long offset,
      long address)
      throws ProbeUnavailableException {
    long fileOffset = fileOffset(functions, binary, address);
    return new ProbePoint.Uprobe(
        binary, language, function.name(), offset, address, fileOffset, returns);
  }

  private static long fileOffset(BinaryFunctions functions, Path binary, long address)
      throws ProbeUnavailableException {
    return functions
        .fileOffset(address)
        .orElseThrow(
            () ->
                new ProbeUnavailableException(
                    "there is no code in " + binary + " at 0x" + Long.toHexString(address)));
  }

  private void prove(BinaryFunctions functions, ElfFunction function, long offset, String what)
      throws IOException, ProbeUnavailableException {
    if (offset == 0 || unsafe) {
      return;
    }
    if (function.sizeBytes() == 0) {
      throw new ProbeUnavailableException(
          "Could not determine boundary for " + function.name() + " (symbol has size 0)", FORCE);
    }
    if (offset < 0 || offset >= Math.min(function.sizeBytes(), LONGEST_FUNCTION)) {
      throw new ProbeUnavailableException(
          "Offset outside the function bounds ('"
              + function.name()
              + "' size is "
              + function.sizeBytes()
              + ")");
    }
    byte[] code = functions.code(function.address(), (int) offset + InstructionLength.LONGEST);
    InstructionBoundary.Answer answer = boundary.at(code, (int) offset);
    if (answer == InstructionBoundary.Answer.NO) {
      throw new ProbeUnavailableException(
          "Could not add uprobe into middle of instruction: " + what, FORCE);
    }
    if (answer == InstructionBoundary.Answer.UNKNOWN) {
      throw new ProbeUnavailableException(
          "Could not determine instruction boundary for "
              + what
              + ": the code before it cannot be followed",
          FORCE);
    }
  }
}
