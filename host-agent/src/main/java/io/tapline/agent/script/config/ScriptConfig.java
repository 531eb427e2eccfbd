package io.tapline.agent.script.config;

import io.tapline.agent.script.type.Type;
import java.util.Set;

/**
 * The settings of {@code config = { ... }} and of the environment's {@code BPFTRACE_...}, under
 * their names there.
 *
 * @param cacheUserSymbols whether programs' symbols are kept per process, per program, or not
 * @param cppDemangle whether symbols of C++ are shown as C++ writes them
 * @param lazySymbolication whether symbols are looked up when they are shown only
 * @param license what the kernel is told
 * @param logSize bytes of the verifier's log
 * @param maxBpfProgs most programs of a script
 * @param maxCatBytes most bytes that cat() shows of a file
 * @param maxMapKeys entries of a map that does not say how many
 * @param maxProbes most sites a script may match
 * @param maxStrlen bytes of a text whose length the script does not say
 * @param missingProbes what becomes of a script one of whose probes is not there
 * @param onStackLimit bytes of the largest value that is kept on a program's stack
 * @param perfRbPages pages of the ring; 0 for what fits the host
 * @param showDebugInfo whether frames tell file and line where that is known
 * @param stackMode how stacks are shown unless the script says
 * @param strTruncTrailer what follows a text that was cut
 * @param printMapsOnExit whether maps are shown at the end
 * @param unstableMapDecl what becomes of a script with map declarations; since 0.27 always enabled
 * @param unstableTseries what becomes of a script with tseries()
 * @param unstableAddr what becomes of a script with the operator <code>&amp;</code>; since 0.27
 *     always enabled
 * @param unstableTypeinfo what becomes of a script that asks for typeinfo()
 * @param unstableDwUstack what becomes of a script that unwinds stacks by DWARF
 * @param fixed settings that the script cannot change, because the environment says them
 */
public record ScriptConfig(
    SymbolCache cacheUserSymbols,
    boolean cppDemangle,
    boolean lazySymbolication,
    String license,
    int logSize,
    int maxBpfProgs,
    int maxCatBytes,
    int maxMapKeys,
    int maxProbes,
    int maxStrlen,
    MissingProbes missingProbes,
    int onStackLimit,
    int perfRbPages,
    boolean showDebugInfo,
    Type.StackMode stackMode,
    String strTruncTrailer,
    boolean printMapsOnExit,
    Unstable unstableMapDecl,
    Unstable unstableTseries,
    Unstable unstableAddr,
    Unstable unstableTypeinfo,
    Unstable unstableDwUstack,
    Set<String> fixed) {

  /** What holds unless somebody says otherwise. */
  public static final ScriptConfig DEFAULT =
      new ScriptConfig(
          SymbolCache.PER_PID,
          true,
          true,
          "GPL",
          1_000_000,
          1024,
          10_240,
          4096,
          1024,
          1024,
          MissingProbes.ERROR,
          32,
          0,
          false,
          Type.StackMode.BPFTRACE,
          "..",
          true,
          Unstable.ENABLE,
          Unstable.WARN,
          Unstable.ENABLE,
          Unstable.ERROR,
          Unstable.WARN,
          Set.of());

  public ScriptConfig {
    fixed = Set.copyOf(fixed);
  }

  /** Of {@code cache_user_symbols}. */
  public enum SymbolCache {
    PER_PID,
    PER_PROGRAM,
    NONE
  }

  /** Of {@code missing_probes}. */
  public enum MissingProbes {
    ERROR,
    WARN,
    IGNORE
  }

  /** Of the settings that begin with {@code unstable_}. */
  public enum Unstable {
    ERROR,
    WARN,
    ENABLE
  }
}
