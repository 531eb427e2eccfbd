package io.tapline.agent.kernel.sys;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * bpf(2), one method per command. Attribute offsets are those of {@code union bpf_attr},
 * include/uapi/linux/bpf.h. Thread-safe: each thread has its own attribute block.
 *
 * <p>Keys, values and logs are direct buffers in native byte order, used from their first byte
 * whatever their position.
 */
public final class BpfSyscall {
  /** Larger than any attribute block; what is beyond a command's size must be zero, and is. */
  private static final int ATTRIBUTE_BYTES = 168;

  private static final int ATTEMPTS = 5;
  private static final int NAME_BYTES = 16;
  private static final int PROG_LOAD_BYTES = 144;
  private static final int MAP_CREATE_BYTES = 72;
  private static final int BTF_LOAD_BYTES = 28;
  private static final int BATCH_BYTES = 56;
  private static final int TEST_RUN_BYTES = 80;
  private final LibC libc;
  private final ThreadLocal<ByteBuffer> attributes =
      ThreadLocal.withInitial(() -> LibC.allocate(ATTRIBUTE_BYTES));

  public BpfSyscall(LibC libc) {
    this.libc = libc;
  }

  /** Creates a map. */
  public FileDescriptor createMap(
      int type, int keyBytes, int valueBytes, int maxEntries, int flags, String name)
      throws SystemCallException {
    ByteBuffer attr = cleared();
    attr.putInt(0, type)
        .putInt(4, keyBytes)
        .putInt(8, valueBytes)
        .putInt(12, maxEntries)
        .putInt(16, flags);
    putName(attr, 28, name);
    return open(BpfCommand.MAP_CREATE, attr, MAP_CREATE_BYTES, "create map " + name);
  }

  /**
   * Creates a map whose key and value have BTF types, which storage maps want.
   *
   * @param btf from {@link #loadBtf}; may be closed afterwards
   */
  public FileDescriptor createTypedMap(
      int type,
      int keyBytes,
      int valueBytes,
      int flags,
      String name,
      FileDescriptor btf,
      int keyType,
      int valueType)
      throws SystemCallException {
    ByteBuffer attr = cleared();
    attr.putInt(0, type).putInt(4, keyBytes).putInt(8, valueBytes).putInt(16, flags);
    putName(attr, 28, name);
    attr.putInt(48, btf.number()).putInt(52, keyType).putInt(56, valueType);
    return open(BpfCommand.MAP_CREATE, attr, MAP_CREATE_BYTES, "create map " + name);
  }

  /** Hands type descriptions to the kernel. */
  public FileDescriptor loadBtf(ByteBuffer blob) throws SystemCallException {
    ByteBuffer attr = cleared();
    attr.putLong(0, LibC.address(blob)).putInt(16, blob.capacity());
    return open(BpfCommand.BTF_LOAD, attr, BTF_LOAD_BYTES, "load BTF", blob);
  }

  /** Copies a key's value; false when the key is not there. */
  public boolean lookup(FileDescriptor map, ByteBuffer key, ByteBuffer value)
      throws SystemCallException {
    long result = element(BpfCommand.MAP_LOOKUP_ELEM, map, key, value, 0);
    return foundOrThrow(result, "look up in map " + map);
  }

  /**
   * Sets a key's value.
   *
   * @param flags BPF_ANY 0, BPF_NOEXIST 1, BPF_EXIST 2
   */
  public void update(FileDescriptor map, ByteBuffer key, ByteBuffer value, long flags)
      throws SystemCallException {
    long result = element(BpfCommand.MAP_UPDATE_ELEM, map, key, value, flags);
    if (result < 0) {
      throw failure("update map " + map, result);
    }
  }

  /** Removes a key; false when it was not there. */
  public boolean delete(FileDescriptor map, ByteBuffer key) throws SystemCallException {
    return foundOrThrow(
        element(BpfCommand.MAP_DELETE_ELEM, map, key, null, 0), "delete from map " + map);
  }

  /**
   * Reads entries in bulk, optionally taking them out.
   *
   * @param delete whether entries leave the map as they are read
   * @param first whether to begin at the start; otherwise {@code cursor} says where
   * @param cursor where to go on, read and written
   * @param count how many entries fit into {@code keys} and {@code values}
   * @return entries and why it stopped
   */
  public BatchResult lookupBatch(
      FileDescriptor map,
      boolean delete,
      boolean first,
      ByteBuffer cursor,
      ByteBuffer keys,
      ByteBuffer values,
      int count)
      throws SystemCallException {
    ByteBuffer attr = cleared();
    attr.putLong(0, first ? 0 : LibC.address(cursor))
        .putLong(8, LibC.address(cursor))
        .putLong(16, LibC.address(keys))
        .putLong(24, LibC.address(values))
        .putInt(32, count)
        .putInt(36, map.number());
    BpfCommand command =
        delete ? BpfCommand.MAP_LOOKUP_AND_DELETE_BATCH : BpfCommand.MAP_LOOKUP_BATCH;
    long result = call(command, attr, BATCH_BYTES, cursor, keys, values);
    if (result == 0) {
      return new BatchResult(attr.getInt(32), BatchResult.End.MORE);
    }
    // At the end of the map the kernel says ENOENT and still hands over the last entries.
    if (-result == Errno.ENOENT.number()) {
      return new BatchResult(attr.getInt(32), BatchResult.End.FINISHED);
    }
    if (-result == Errno.ENOSPC.number()) {
      return new BatchResult(0, BatchResult.End.BUCKET_TOO_LARGE);
    }
    throw failure("read entries of map " + map, result);
  }

  /** Loads a program. */
  public FileDescriptor loadProgram(ProgramLoad load) throws SystemCallException {
    ByteBuffer license = LibC.cString(load.license());
    ByteBuffer attr = cleared();
    attr.putInt(0, load.type())
        .putInt(4, load.instructions().capacity() / Long.BYTES)
        .putLong(8, LibC.address(load.instructions()))
        .putLong(16, LibC.address(license));
    ByteBuffer log = load.log();
    if (log != null) {
      attr.putInt(24, 1).putInt(28, log.capacity()).putLong(32, LibC.address(log));
    }
    putName(attr, 48, load.name());
    ProgramLoad.Functions functions = load.functions();
    if (functions != null) {
      attr.putInt(72, functions.types().number())
          .putInt(76, functions.infoBytes())
          .putLong(80, LibC.address(functions.infos()))
          .putInt(88, functions.infos().capacity() / functions.infoBytes());
    }
    ProgramLoad.Target target = load.target();
    attr.putInt(68, target.attachType()).putInt(108, target.btfId());
    FileDescriptor module = target.module();
    if (module != null) {
      attr.putInt(112, module.number());
    }
    return open(
        BpfCommand.PROG_LOAD, attr, PROG_LOAD_BYTES, "load program " + load.name(), load, license);
  }

  /**
   * Runs a program here and now.
   *
   * @param context direct, what the program finds at its first register; null for none
   * @param data direct, the packet that a network program looks at; null for none
   * @param repeat how often; only network programs can be repeated, others want 0
   * @return what the program returned the last time, and how long it took on average
   */
  public TestRun testRun(
      FileDescriptor program, @Nullable ByteBuffer context, @Nullable ByteBuffer data, int repeat)
      throws SystemCallException {
    ByteBuffer attr = cleared();
    attr.putInt(0, program.number()).putInt(32, repeat);
    if (data != null) {
      attr.putInt(8, data.capacity()).putLong(16, LibC.address(data));
    }
    if (context != null) {
      attr.putInt(40, context.capacity()).putLong(48, LibC.address(context));
    }
    long result = call(BpfCommand.PROG_TEST_RUN, attr, TEST_RUN_BYTES, context, data);
    if (result < 0) {
      throw failure("run program " + program, result);
    }
    return new TestRun(attr.getInt(4), attr.getInt(36));
  }

  /** Fills {@code info} with {@code struct bpf_prog_info} or its like; returns bytes filled. */
  public int objectInfo(FileDescriptor object, ByteBuffer info) throws SystemCallException {
    ByteBuffer attr = cleared();
    attr.putInt(0, object.number()).putInt(4, info.capacity()).putLong(8, LibC.address(info));
    long result = call(BpfCommand.OBJ_GET_INFO_BY_FD, attr, 16, info);
    if (result < 0) {
      throw failure("describe " + object, result);
    }
    return attr.getInt(4);
  }

  /** The next object's id after {@code id}, system-wide; 0 after the last. Needs CAP_SYS_ADMIN. */
  public int nextId(BpfObjectKind kind, int id) throws SystemCallException {
    ByteBuffer attr = cleared();
    attr.putInt(0, id);
    long result = call(kind.nextId(), attr, 12);
    return foundOrThrow(result, "list BPF objects") ? attr.getInt(4) : 0;
  }

  /** Has the kernel count runs and run time of programs until it is closed. CAP_SYS_ADMIN. */
  public FileDescriptor enableStatistics() throws SystemCallException {
    return open(BpfCommand.ENABLE_STATS, cleared(), 4, "enable BPF statistics");
  }

  private long element(
      BpfCommand command,
      FileDescriptor map,
      ByteBuffer key,
      @Nullable ByteBuffer value,
      long flags) {
    ByteBuffer attr = cleared();
    attr.putInt(0, map.number())
        .putLong(8, LibC.address(key))
        .putLong(16, value == null ? 0 : LibC.address(value))
        .putLong(24, flags);
    return call(command, attr, 32, key, value);
  }

  private static boolean foundOrThrow(long result, String deed) throws SystemCallException {
    if (-result == Errno.ENOENT.number()) {
      return false;
    }
    if (result < 0) {
      throw failure(deed, result);
    }
    return true;
  }

  FileDescriptor open(
      BpfCommand command, ByteBuffer attr, int bytes, String deed, Object... pointedTo)
      throws SystemCallException {
    long result = call(command, attr, bytes, pointedTo);
    if (result < 0) {
      throw failure(deed, result);
    }
    return new FileDescriptor(libc, (int) result);
  }

  /**
   * Gives a command.
   *
   * @param pointedTo what {@code attr} holds addresses of: kept alive until the kernel is done
   */
  long call(BpfCommand command, ByteBuffer attr, int bytes, @Nullable Object... pointedTo) {
    try {
      // The verifier gives up with EAGAIN when a signal is pending; libbpf tries as often.
      long result = -Errno.EAGAIN.number();
      for (int i = 0; i < ATTEMPTS && -result == Errno.EAGAIN.number(); i++) {
        result = libc.call(LibC.BPF, command.number(), LibC.address(attr), bytes);
      }
      return result;
    } finally {
      Reference.reachabilityFence(pointedTo);
    }
  }

  /** This thread's attribute block, all zeroes. */
  ByteBuffer cleared() {
    ByteBuffer attr = attributes.get();
    for (int i = 0; i < ATTRIBUTE_BYTES; i += Long.BYTES) {
      attr.putLong(i, 0);
    }
    return attr;
  }

  private static void putName(ByteBuffer attr, int offset, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < Math.min(bytes.length, NAME_BYTES - 1); i++) {
      boolean accepted = Character.isLetterOrDigit(bytes[i]) || bytes[i] == '_' || bytes[i] == '.';
      attr.put(offset + i, accepted ? bytes[i] : (byte) '_');
    }
  }

  static SystemCallException failure(String deed, long result) {
    return new SystemCallException(deed, new Errno((int) -result));
  }
}
