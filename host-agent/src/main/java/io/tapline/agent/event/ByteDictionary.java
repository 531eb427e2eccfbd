package io.tapline.agent.event;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Gives equal byte strings equal small numbers, 0, 1, 2, ... in the order they first come. Copies
 * bytes into one growing array and allocates nothing for a string seen before; the arrays are kept
 * over {@link #clear}.
 *
 * <p>Open addressing with linear probing over FNV-1a. Not thread-safe.
 */
final class ByteDictionary {
  private static final int FNV_OFFSET = 0x811C9DC5;
  private static final int FNV_PRIME = 0x01000193;

  private byte[] bytes = new byte[1024];
  private int[] ends = new int[64];
  private int[] hashes = new int[64];
  private int[] slots = new int[128];
  private int size;

  ByteDictionary() {
    Arrays.fill(slots, -1);
  }

  /** How many different strings there are. */
  int size() {
    return size;
  }

  /** The number of the {@code length} bytes at {@code offset}. */
  int indexOf(ByteBuffer data, int offset, int length) {
    int hash = FNV_OFFSET;
    for (int i = 0; i < length; i++) {
      hash = (hash ^ (data.get(offset + i) & 0xFF)) * FNV_PRIME;
    }
    int slot = hash & (slots.length - 1);
    while (slots[slot] >= 0) {
      int index = slots[slot];
      if (hashes[index] == hash && same(index, data, offset, length)) {
        return index;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return add(slot, hash, data, offset, length);
  }

  /** The bytes of string {@code index}, a copy. */
  byte[] bytes(int index) {
    return Arrays.copyOfRange(bytes, start(index), ends[index]);
  }

  /** Forgets all strings. */
  void clear() {
    size = 0;
    Arrays.fill(slots, -1);
  }

  private int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  private boolean same(int index, ByteBuffer data, int offset, int length) {
    int start = start(index);
    if (ends[index] - start != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[start + i] != data.get(offset + i)) {
        return false;
      }
    }
    return true;
  }

  private int add(int slot, int hash, ByteBuffer data, int offset, int length) {
    int index = size++;
    if (index == ends.length) {
      ends = Arrays.copyOf(ends, 2 * ends.length);
      hashes = Arrays.copyOf(hashes, 2 * hashes.length);
    }
    int start = start(index);
    if (start + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, start + length));
    }
    data.get(offset, bytes, start, length);
    ends[index] = start + length;
    hashes[index] = hash;
    slots[slot] = index;
    if (2 * size > slots.length) {
      rehash();
    }
    return index;
  }

  private void rehash() {
    slots = new int[2 * slots.length];
    Arrays.fill(slots, -1);
    for (int index = 0; index < size; index++) {
      int slot = hashes[index] & (slots.length - 1);
      while (slots[slot] >= 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = index;
    }
  }
}
