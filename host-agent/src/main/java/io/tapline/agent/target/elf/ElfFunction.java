package io.tapline.agent.target.elf;

/**
 * A function by its symbol, {@code Elf64_Sym} of type STT_FUNC or STT_GNU_IFUNC.
 *
 * @param name as the file spells it, C++ names mangled, versions behind {@code @} included
 * @param address where it begins as the file has it, before it is moved to where it is loaded; of
 *     an indirect function (STT_GNU_IFUNC) where the one that chooses begins
 * @param sizeBytes 0 when the file does not say
 */
public record ElfFunction(String name, long address, long sizeBytes) {
  /** Whether an address lies in it; its first one always does. */
  public boolean contains(long at) {
    return at == address
        || (Long.compareUnsigned(at, address) >= 0
            && Long.compareUnsigned(at - address, sizeBytes) < 0);
  }
}
