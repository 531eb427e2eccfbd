package io.tapline.storage.engine.embedded;

import jnr.ffi.Pointer;

/** What is called in libchdb (chdb-core 26.7, programs/local/chdb.h). */
public interface Chdb {
  /** 0 keeps the library's hands off signals: HotSpot needs SIGSEGV for its own safepoints. */
  void chdb_set_signal_handlers_enabled(int enabled);

  /** The library's version, for example 26.7.3. */
  String chdb_version();

  /** Runs clickhouse-local's main and returns when its last query has been run. */
  Pointer chdb_query_cmdline(int argc, Pointer argv);

  /** What went wrong in a result; null for nothing, and sometimes for something. */
  String chdb_result_error(Pointer result);
}
