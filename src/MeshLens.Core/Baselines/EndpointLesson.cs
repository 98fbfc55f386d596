namespace MeshLens.Core.Baselines;

/// <summary>What a baseline learns from one replica in one window.</summary>
internal readonly record struct EndpointLesson(string Endpoint, SignalLesson[] Signals);
