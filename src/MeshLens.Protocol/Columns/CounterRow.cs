using MeshLens.Core.Signals;

namespace MeshLens.Protocol.Columns;

/// <summary>One row of counter columns: what one counter of one flow gained.</summary>
public readonly record struct CounterRow(uint Flow, Counter Counter, ulong Value);
