using MeshLens.Core.Telemetry;

namespace MeshLens.Ingest.AccessLogs.Logs;

/// <summary>Takes a record that was read, before the next one is read into the same object.</summary>
/// <param name="record">What was read.</param>
/// <param name="problem">Why it is none; null when it is one.</param>
/// <param name="sender">Who wrote it.</param>
internal delegate void RecordTaker(AccessRecord record, AccessLogShed? problem, AccessLogSender sender);
