using MeshLens.Core.Signals;

namespace MeshLens.Core.Windows;

/// <summary>What one signal gained so far.</summary>
internal readonly record struct SignalSum(Signal Signal, BucketSums Buckets);
